package org.skiptrim.process;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A package to be fetched.
 *
 * @param path where it will be
 * @param bytes its size
 */
record DebianFile(Path path, long bytes) {
  /** As apt-get says it: address in quotes, file, size, checksum. */
  private static final Pattern LINE = Pattern.compile("'[^']+' (\\S+\\.deb) (\\d+) \\S+");

  /** Those in the answer of {@code apt-get --print-uris download}, fetched into a folder. */
  static List<DebianFile> in(String answer, Path folder) {
    return LINE.matcher(answer)
        .results()
        .map(line -> new DebianFile(folder.resolve(line.group(1)), Long.parseLong(line.group(2))))
        .toList();
  }

  /** How much of it has come. */
  long bytesThere() {
    return path.toFile().length(); // 0 as long as there is no file
  }
}
