package org.skiptrim.hardware;

import java.math.BigInteger;
import java.util.BitSet;
import java.util.List;
import java.util.function.Supplier;

/**
 * What stands in a read-only memory of a unit. Its words are laid out when they are asked for: most
 * designs are only estimated.
 *
 * @param file the name of the file that the unit's parameters give
 * @param wordBits bits of a word
 * @param contents makes the words: none negative, each below 2^wordBits
 */
public record Memory(String file, int wordBits, Supplier<List<BigInteger>> contents) {

  /** The words, made anew each time. */
  public List<BigInteger> words() {
    return contents.get();
  }

  /** The first words, and the others in a file of their own. */
  List<Memory> splitAt(int first, String restFile) {
    return List.of(
        new Memory(file, wordBits, () -> words().subList(0, first)),
        new Memory(restFile, wordBits, () -> words().stream().skip(first).toList()));
  }

  /** Puts fields into a word, the first one lowest. */
  static final class Word {
    private final BitSet bits = new BitSet();
    private int width;

    /** Puts the low {@code fieldBits} bits of {@code value}, at most 64, above what is there. */
    Word append(long value, int fieldBits) {
      for (int bit = 0; bit < fieldBits; bit++) {
        bits.set(width + bit, (value >> bit & 1) != 0);
      }
      width += fieldBits;
      return this;
    }

    BigInteger bits() {
      byte[] lowestFirst = bits.toByteArray();
      byte[] highestFirst = new byte[lowestFirst.length];
      for (int i = 0; i < lowestFirst.length; i++) {
        highestFirst[i] = lowestFirst[lowestFirst.length - 1 - i];
      }
      return new BigInteger(1, highestFirst);
    }
  }
}
