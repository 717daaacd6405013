package org.skiptrim.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.skiptrim.fixedpoint.FixedPoint;

class NormalizationTest {
  @Test
  void inputType_holdsAllPixels() {
    assertEquals(FixedPoint.signed(8, 2), Normalization.STANDARD.inputType());
    assertEquals(FixedPoint.signed(8, 3), Normalization.IMAGENET.inputType());
    assertEquals(
        FixedPoint.signed(8, 0),
        new Normalization(List.of(128f), List.of(256f)).inputType(),
        "-0.5 to 0.496");
  }

  @Test
  void parse_whatTextMade() {
    for (Normalization one : List.of(Normalization.STANDARD, Normalization.IMAGENET)) {
      assertEquals(one, Normalization.parse(one.text()));
    }
    assertEquals("means 128.0, stds 64.0", Normalization.STANDARD.text());
  }

  @Test
  void parse_otherText_isNamed() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Normalization.parse("imagenet"))
            .getMessage();
    assertTrue(message.startsWith("'imagenet' is no normalization; write it like"), message);
  }
}
