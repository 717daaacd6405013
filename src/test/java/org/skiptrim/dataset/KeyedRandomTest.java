package org.skiptrim.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.skiptrim.dataset.KeyedRandom.Purpose;

class KeyedRandomTest {

  @Test
  void bits_eachPartOfTheKey_matters() {
    Set<Long> seen = new HashSet<>();
    for (Purpose purpose : Purpose.values()) {
      for (long seed = -1; seed <= 1; seed++) {
        for (int epoch = 0; epoch < 10; epoch++) {
          for (int index = 0; index < 100; index++) {
            seen.add(KeyedRandom.bits(purpose, seed, epoch, index));
          }
        }
      }
    }
    assertEquals(2 * 3 * 10 * 100, seen.size());
  }

  @Test
  void bits_neverChange() {
    // Pinned: a checkpoint of an older version must go on with the same bits.
    assertEquals(-8833538244055705035L, KeyedRandom.bits(Purpose.SHUFFLE, 1, 2, 3));
  }

  @Test
  void bits_overall_areHalfOnes() {
    long ones =
        IntStream.range(0, 10_000)
            .mapToLong(i -> Long.bitCount(KeyedRandom.bits(Purpose.AUGMENT, 7, 0, i)))
            .sum();
    // 640,000 fair coins: the standard deviation is 400.
    assertEquals(320_000, ones, 2_000);
  }

  @Test
  void below_extremes_stayInRange() {
    assertEquals(0, KeyedRandom.below(81, 0));
    assertEquals(80, KeyedRandom.below(81, -1));
    assertEquals(0, KeyedRandom.below(1, -1));
  }

  @Test
  void permutation_holdsEachNumberOnce() {
    int[] order = KeyedRandom.permutation(1000, 5, 0);
    assertFalseSorted(order);
    Arrays.sort(order);
    assertArrayEquals(IntStream.range(0, 1000).toArray(), order);
  }

  @Test
  void permutation_sameKey_isTheSame() {
    assertArrayEquals(KeyedRandom.permutation(50, 5, 3), KeyedRandom.permutation(50, 5, 3));
    assertNotEquals(
        Arrays.toString(KeyedRandom.permutation(50, 5, 3)),
        Arrays.toString(KeyedRandom.permutation(50, 5, 4)));
    assertNotEquals(
        Arrays.toString(KeyedRandom.permutation(50, 5, 3)),
        Arrays.toString(KeyedRandom.permutation(50, 6, 3)));
  }

  @Test
  void permutation_overManyEpochs_isUniform() {
    int[] counts = new int[6];
    for (int epoch = 0; epoch < 6000; epoch++) {
      int[] order = KeyedRandom.permutation(3, 1, epoch);
      counts[2 * order[0] + (order[1] > order[2] ? 1 : 0)]++;
    }
    for (int count : counts) {
      // The standard deviation is 29.
      assertEquals(1000, count, 120, Arrays.toString(counts));
    }
  }

  private static void assertFalseSorted(int[] order) {
    assertTrue(IntStream.range(0, order.length).filter(i -> order[i] == i).count() < 10);
  }
}
