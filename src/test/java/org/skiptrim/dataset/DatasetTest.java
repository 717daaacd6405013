package org.skiptrim.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetTest {
  private static final Split THREE =
      new Split(new byte[] {1, 2, 3, 4, 5, 6}, new byte[] {0, 1, (byte) 200});

  @Test
  void split_image_isItsBytes() {
    assertEquals(3, THREE.size());
    assertEquals(2, THREE.imageBytes());
    assertArrayEquals(new byte[] {3, 4}, THREE.image(1));
    assertEquals(200, THREE.label(2));
  }

  @Test
  void split_take_keepsTheFirst() {
    Split two = THREE.take(2);
    assertArrayEquals(new byte[] {1, 2, 3, 4}, two.images());
    assertArrayEquals(new byte[] {0, 1}, two.labels());
    assertSame(THREE, THREE.take(3));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 4})
  void split_takeTooManyOrNone_isRefused(int count) {
    IllegalArgumentException failure =
        assertThrows(IllegalArgumentException.class, () -> THREE.take(count));
    assertEquals(count + " images asked for; take 1 to 3", failure.getMessage());
  }

  @Test
  void split_unevenOrEmpty_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Split(new byte[5], new byte[] {0, 1}));
    assertThrows(IllegalArgumentException.class, () -> new Split(new byte[0], new byte[0]));
  }

  @Test
  void construct_labelWithoutClass_isNamed() {
    IllegalArgumentException failure =
        assertThrows(IllegalArgumentException.class, () -> dataset(1, 2, 2));
    assertEquals("toy: image 2 has label 200, but there are 2 classes", failure.getMessage());
  }

  @Test
  void construct_otherImageSize_isRefused() {
    IllegalArgumentException failure =
        assertThrows(IllegalArgumentException.class, () -> dataset(3, 3, 201));
    assertEquals("toy: an image has 2 bytes instead of 9", failure.getMessage());
  }

  @Test
  void take_bothSplits_areCut() {
    Dataset part = dataset(1, 2, 201).take(2, 1);
    assertEquals(2, part.train().size());
    assertEquals(1, part.test().size());
    assertEquals("toy", part.name());
  }

  @Test
  void normalization_standard_isExactInEightBits() {
    assertEquals(-2f, Normalization.STANDARD.apply(0, 0));
    assertEquals(0f, Normalization.STANDARD.apply(128, 1));
    assertEquals(1.984375f, Normalization.STANDARD.apply(255, 2));
    assertEquals((byte) 128, Normalization.STANDARD.zeroPixel(0));
  }

  @Test
  void normalization_meaninglessValues_areRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> new Normalization(List.of(0.5f), List.of(0f)));
    assertThrows(
        IllegalArgumentException.class, () -> new Normalization(List.of(Float.NaN), List.of(1f)));
    assertThrows(
        IllegalArgumentException.class, () -> new Normalization(List.of(256f), List.of(1f)));
  }

  private static Dataset dataset(int height, int width, int classes) {
    return new Dataset(
        "toy",
        1,
        height,
        width,
        Collections.nCopies(classes, "class"),
        THREE,
        THREE,
        Normalization.STANDARD);
  }
}
