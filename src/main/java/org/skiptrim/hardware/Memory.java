package org.skiptrim.hardware;

import java.math.BigInteger;
import java.util.List;

/**
 * What stands in a read-only memory of a unit.
 *
 * @param file the name of the file that the unit's parameters give
 * @param wordBits bits of a word
 * @param words none negative, each below 2^wordBits
 */
public record Memory(String file, int wordBits, List<BigInteger> words) {

  /** Copies the words. */
  public Memory {
    words = List.copyOf(words);
  }

  /** The first words, and the others in a file of their own. */
  List<Memory> splitAt(int first, String restFile) {
    return List.of(
        new Memory(file, wordBits, words.subList(0, first)),
        new Memory(restFile, wordBits, words.subList(first, words.size())));
  }

  /** Puts fields into a word, the first one lowest. */
  static final class Word {
    private BigInteger bits = BigInteger.ZERO;
    private int width;

    /** Puts the low {@code fieldBits} bits of {@code value} above what is there. */
    Word append(long value, int fieldBits) {
      BigInteger mask = BigInteger.ONE.shiftLeft(fieldBits).subtract(BigInteger.ONE);
      bits = bits.or(BigInteger.valueOf(value).and(mask).shiftLeft(width));
      width += fieldBits;
      return this;
    }

    BigInteger bits() {
      return bits;
    }
  }
}
