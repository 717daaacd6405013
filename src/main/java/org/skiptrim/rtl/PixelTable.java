package org.skiptrim.rtl;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.skiptrim.hardware.Memory;
import org.skiptrim.hardware.MemoryStyles;

/**
 * What the hardware makes of the bytes of an image: the integers of the network's input. It is the
 * parameters of {@code pixel_table} and its memory, which is left out where flipping bits of the
 * byte does the same.
 */
public final class PixelTable {
  private static final int BYTES = 256;
  private static final String FILE = "axis_pixels.mem";

  private final int channels;
  private final int bits;
  private final List<long[]> tables;

  /**
   * Takes the integers.
   *
   * @param integers channels × 256; of each byte of each channel
   * @param bits of one of them, two's complement if there are negative ones
   */
  public PixelTable(long[][] integers, int bits) {
    for (long[] table : integers) {
      if (table.length != BYTES) {
        throw new IllegalArgumentException(
            "a channel has " + table.length + " integers; give one for each of the 256 bytes");
      }
    }
    this.channels = integers.length;
    this.bits = bits;
    boolean same = Arrays.stream(integers).allMatch(table -> Arrays.equals(table, integers[0]));
    this.tables = same ? List.of(integers[0]) : List.of(integers);
  }

  /** The bits that make each byte its integer if they are flipped. */
  OptionalInt flip() {
    int flip = (int) word(tables.get(0)[0]);
    for (int value = 0; value < BYTES; value++) {
      if (bits != Byte.SIZE || tables.size() > 1 || word(tables.get(0)[value]) != (value ^ flip)) {
        return OptionalInt.empty();
      }
    }
    return OptionalInt.of(flip);
  }

  private long word(long integer) {
    return integer & (1L << bits) - 1;
  }

  /** All tables one after the other; empty if there need not be any. */
  Optional<Memory> memory() {
    return flip().isPresent() ? Optional.empty() : Optional.of(new Memory(FILE, bits, this::words));
  }

  private List<BigInteger> words() {
    List<BigInteger> words = new ArrayList<>();
    for (long[] table : tables) {
      Arrays.stream(table).forEach(integer -> words.add(BigInteger.valueOf(word(integer))));
    }
    return words;
  }

  /** The module with these values. */
  RtlInstance instance(String name, MemoryStyles styles) {
    int count = flip().isPresent() ? 0 : tables.size();
    boolean inBlockRam = count > 0 && styles.blockWords(count * BYTES, bits) > 0;
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("Channels", String.valueOf(channels));
    parameters.put("Tables", String.valueOf(count));
    parameters.put("Bits", String.valueOf(bits));
    parameters.put("Flip", String.valueOf(flip().orElse(0)));
    parameters.put("RamStyle", inBlockRam ? "2" : "0");
    parameters.put("File", count == 0 ? "\"\"" : '"' + FILE + '"');
    return new RtlInstance(name, "pixel_table", parameters);
  }
}
