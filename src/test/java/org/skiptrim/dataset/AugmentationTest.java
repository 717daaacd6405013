package org.skiptrim.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.skiptrim.dataset.Augmentation.View;

class AugmentationTest {

  @Test
  void view_none_isTheImageItself() {
    for (int index = 0; index < 100; index++) {
      assertEquals(new View(0, 0, false), Augmentation.NONE.view(3, 1, index));
    }
  }

  @Test
  void view_standard_reachesAllPlacesAndNoOthers() {
    Set<View> seen = new HashSet<>();
    for (int index = 0; index < 5_000; index++) {
      seen.add(Augmentation.STANDARD.view(3, 1, index));
    }
    Set<View> expected = new HashSet<>();
    for (int down = -4; down <= 4; down++) {
      for (int right = -4; right <= 4; right++) {
        expected.add(new View(down, right, false));
        expected.add(new View(down, right, true));
      }
    }
    assertEquals(expected, seen);
  }

  @Test
  void view_standard_mirrorsHalf() {
    long mirrored =
        IntStream.range(0, 10_000)
            .filter(index -> Augmentation.STANDARD.view(1, 0, index).mirrored())
            .count();
    assertEquals(5_000, mirrored, 250);
  }

  @Test
  void view_otherEpochOrSeed_isAnother() {
    Augmentation wide = new Augmentation(1000, true);
    assertEquals(wide.view(1, 2, 3), wide.view(1, 2, 3));
    assertNotEquals(wide.view(1, 2, 3), wide.view(1, 3, 3));
    assertNotEquals(wide.view(1, 2, 3), wide.view(2, 2, 3));
    assertNotEquals(wide.view(1, 2, 3), wide.view(1, 2, 4));
  }

  @Test
  void construct_negativePadding_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Augmentation(-1, false));
  }
}
