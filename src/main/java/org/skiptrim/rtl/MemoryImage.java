package org.skiptrim.rtl;

import java.io.IOException;
import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.skiptrim.hardware.Memory;
import org.skiptrim.storage.AtomicFiles;

/** Writes a {@code $readmemh} file: a word a line, all digits, the most significant first. */
final class MemoryImage {
  private MemoryImage() {}

  /** Writes the memory under its own name. */
  static void write(Memory memory, Path directory) throws IOException {
    int digits = (memory.wordBits() + 3) / 4;
    AtomicFiles.write(
        directory.resolve(memory.file()),
        out -> {
          PrintStream lines = new PrintStream(out, false, StandardCharsets.US_ASCII);
          for (BigInteger word : memory.words()) {
            String hex = word.toString(16);
            lines.print("0".repeat(digits - hex.length()) + hex + "\n");
          }
          lines.flush();
        });
  }
}
