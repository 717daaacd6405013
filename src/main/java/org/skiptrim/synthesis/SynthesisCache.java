package org.skiptrim.synthesis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.skiptrim.storage.AtomicFiles;
import org.skiptrim.storage.Checksum;
import org.skiptrim.storage.TemporaryFiles;

/**
 * Cell counts by what they were made of. An entry is a text file: {@code type count} lines and, on
 * the last line, their checksum. A damaged entry is as good as none.
 */
record SynthesisCache(Path directory) {
  Optional<SortedMap<String, Long>> find(String key) throws IOException {
    Path entry = entry(key);
    if (!Files.exists(entry)) {
      return Optional.empty();
    }
    // Damage may be anything, so it is looked at as bytes before it is taken for text.
    String text = new String(Files.readAllBytes(entry), StandardCharsets.ISO_8859_1);
    int end = text.lastIndexOf('\n', text.length() - 2) + 1;
    String body = text.substring(0, end);
    return text.substring(end).strip().equals(checksum(body))
        ? Optional.of(parse(body))
        : Optional.empty();
  }

  /** Where Yosys's output goes: beside the entry, or elsewhere if nothing can be written there. */
  Path log(String key) throws IOException {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      return TemporaryFiles.file("skiptrim-" + key, ".log");
    }
    return Files.isWritable(directory)
        ? directory.resolve(key + ".log")
        : TemporaryFiles.file("skiptrim-" + key, ".log");
  }

  void put(String key, SortedMap<String, Long> cells) throws IOException {
    StringBuilder body = new StringBuilder();
    cells.forEach((type, count) -> body.append(type).append(' ').append(count).append('\n'));
    AtomicFiles.write(entry(key), body + checksum(body.toString()) + "\n");
  }

  private Path entry(String key) {
    return directory.resolve(key + ".cells");
  }

  private static SortedMap<String, Long> parse(String body) {
    SortedMap<String, Long> cells = new TreeMap<>();
    body.lines()
        .map(line -> line.split(" "))
        .forEach(fields -> cells.put(fields[0], Long.valueOf(fields[1])));
    return cells;
  }

  private static String checksum(String body) {
    return Checksum.sha256(body.getBytes(StandardCharsets.UTF_8));
  }
}
