package org.skiptrim.dataset;

/**
 * Random numbers that depend on nothing but what they are for. There is no state to save: training
 * can go on at any epoch, on any number of threads, with the same numbers.
 */
final class KeyedRandom {
  /** What a number is for, so that two uses with the same seed have nothing to do with another. */
  enum Purpose {
    SHUFFLE,
    AUGMENT
  }

  // The odd number nearest to 2^64 divided by the golden ratio, as in SplitMix64.
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private KeyedRandom() {}

  /** 64 random bits for one thing in one epoch. */
  static long bits(Purpose purpose, long seed, int epoch, int index) {
    long key = mix(seed + GOLDEN * (purpose.ordinal() + 1));
    key = mix(key + GOLDEN * (epoch + 1L));
    return mix(key + GOLDEN * (index + 1L));
  }

  /** A number from 0 to {@code bound} − 1, from the upper 32 of {@code bits}. */
  static int below(int bound, long bits) {
    return (int) (((bits >>> 32) * bound) >>> 32);
  }

  /** The numbers 0 to {@code count} − 1 in an order of their own for each epoch. */
  static int[] permutation(int count, long seed, int epoch) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int j = below(i + 1, bits(Purpose.SHUFFLE, seed, epoch, i));
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  // The finalizer of SplitMix64: Steele, Lea and Flood, OOPSLA 2014 (David Stafford's variant 13).
  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
