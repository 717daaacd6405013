package org.skiptrim.device;

/**
 * How a memory is read.
 *
 * @param words that it has
 * @param bits of each
 */
public record MemoryShape(int words, int bits) {

  /** Of all words together. */
  public long bitsInAll() {
    return (long) words * bits;
  }

  /** Whether one of them can be this one. */
  public boolean isWithin(MemoryShape other) {
    return words <= other.words && bits <= other.bits;
  }

  /** How many memories of another shape, side by side and one above the other, make this one. */
  long tilesOf(MemoryShape other) {
    return (long) ceilDiv(words, other.words) * ceilDiv(bits, other.bits);
  }

  static int ceilDiv(int a, int b) {
    return (a + b - 1) / b;
  }
}
