package org.skiptrim.watch;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The end of a log. */
final class LogTail {
  static final int MOST_BYTES = 64 * 1024;

  private LogTail() {}

  /** Its last 64 KiB, whole lines; nothing if there is no log. */
  static String of(Path log) throws IOException {
    if (!Files.exists(log)) {
      return "";
    }
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long begin = Math.max(0, file.length() - MOST_BYTES);
      byte[] end = new byte[(int) (file.length() - begin)];
      file.seek(begin);
      file.readFully(end);
      String text = new String(end, StandardCharsets.UTF_8);
      return begin == 0 ? text : text.substring(text.indexOf('\n') + 1);
    }
  }
}
