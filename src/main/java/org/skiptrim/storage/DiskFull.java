package org.skiptrim.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Turns the system's terse report of a full disk into one that names the file and the remedy. */
public final class DiskFull {
  private static final String WORDS = "the disk is full";

  private DiskFull() {}

  /** Whether that is what a line says which somebody was told. */
  public static boolean isSaidIn(String line) {
    return line.contains(WORDS);
  }

  /**
   * Explains a failure to write {@code file}.
   *
   * @return {@code failure} itself unless it is about a full disk or quota
   */
  public static IOException explain(Path file, IOException failure) {
    String message = String.valueOf(failure.getMessage());
    if (!message.contains("No space left") && !message.contains("quota exceeded")) {
      return failure;
    }
    return new IOException(
        file + ": " + WORDS + free(file) + "; free some space and start again", failure);
  }

  private static String free(Path file) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      return " (" + (Files.getFileStore(folder).getUsableSpace() >> 20) + " MiB left)";
    } catch (IOException e) {
      return " (how much is left is not known: " + e.getMessage() + ")";
    }
  }
}
