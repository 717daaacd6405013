package org.skiptrim.simulation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StreamTokenizer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.skiptrim.network.Shape;
import org.skiptrim.storage.AtomicFiles;

/**
 * Feature maps as they pass on a stream, in decimal: pixel by pixel, each with all its channels. In
 * memory they are channels × height × width.
 */
final class FeatureMapFile {
  private FeatureMapFile() {}

  /** Writes one map after another. */
  static void write(Path file, Shape shape, List<long[]> maps) throws IOException {
    AtomicFiles.write(
        file,
        out -> {
          for (long[] map : maps) {
            out.write(asStreamed(shape, map).getBytes(StandardCharsets.US_ASCII));
          }
        });
  }

  private static String asStreamed(Shape shape, long[] map) {
    StringBuilder text = new StringBuilder();
    for (int pixel = 0; pixel < shape.pixels(); pixel++) {
      for (int channel = 0; channel < shape.channels(); channel++) {
        text.append(map[channel * shape.pixels() + pixel]).append(' ');
      }
      text.append('\n');
    }
    return text.toString();
  }

  /**
   * Reads the first {@code count} maps.
   *
   * @throws IOException if there are fewer
   */
  static List<long[]> read(Path file, Shape shape, int count) throws IOException {
    List<long[]> maps = new ArrayList<>();
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      Numbers numbers = new Numbers(file, reader);
      for (int i = 0; i < count; i++) {
        maps.add(map(numbers, shape));
      }
    }
    return maps;
  }

  private static long[] map(Numbers numbers, Shape shape) throws IOException {
    long[] map = new long[shape.size()];
    for (int pixel = 0; pixel < shape.pixels(); pixel++) {
      for (int channel = 0; channel < shape.channels(); channel++) {
        map[channel * shape.pixels() + pixel] = numbers.next();
      }
    }
    return map;
  }

  /** Numbers between blanks. A tokenizer's own numbers are doubles, too narrow for 63 bits. */
  private static final class Numbers {
    private final Path file;
    private final StreamTokenizer tokens;

    Numbers(Path file, BufferedReader reader) {
      this.file = file;
      tokens = new StreamTokenizer(reader);
      tokens.resetSyntax();
      tokens.whitespaceChars(0, ' ');
      tokens.wordChars('!', '~');
    }

    long next() throws IOException {
      if (tokens.nextToken() != StreamTokenizer.TT_WORD) {
        throw new IOException(file + " ends too early; the simulation did not finish");
      }
      return Long.parseLong(tokens.sval);
    }
  }
}
