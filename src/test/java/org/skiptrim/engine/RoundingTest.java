package org.skiptrim.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiptrim.fixedpoint.FixedPoint;

/** Tensors round as {@link FixedPoint} does. */
class RoundingTest {
  private static final int COUNT = 4096;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ap_fixed<8,3>",
        "ap_ufixed<8,3>",
        "ap_fixed<2,1>",
        "ap_fixed<16,5>",
        "ap_ufixed<4,2,AP_TRN,AP_WRAP>",
        "ap_fixed<4,2,AP_RND,AP_WRAP>",
        "ap_fixed<5,7,AP_RND,AP_SAT>"
      })
  void everyMethod_equalsTheTypesOwn(String text) {
    FixedPoint type = FixedPoint.parse(text);
    Random random = new Random(text.hashCode());
    float[] reals = new float[COUNT];
    long[] wide = new long[COUNT];
    for (int i = 0; i < COUNT; i++) {
      // Every other number lies exactly between two steps.
      double steps = random.nextGaussian() * type.maxInteger() * 2;
      reals[i] = (float) ((i % 2 == 0 ? Math.rint(steps) + 0.5 : steps) * type.step());
      wide[i] = random.nextLong(1L << 30) - (1L << 29);
    }
    try (EngineScope scope = EngineScope.inference()) {
      double[] integers = Tensors.toDoubles(Rounding.toIntegers(Tensor.create(reals), type));
      double[] fakes = Tensors.toDoubles(Rounding.fakeQuantize(Tensor.create(reals), type));
      Tensor shifted = Rounding.narrow(Rounding.shiftRight(Tensor.create(wide), 20, type), type);
      assertEquals(ScalarType.Long, shifted.scalar_type().intern());
      double[] narrowed = Tensors.toDoubles(shifted);
      for (int i = 0; i < COUNT; i++) {
        long integer = type.quantize(reals[i]);
        assertEquals(integer, (long) integers[i], "integer of " + reals[i]);
        assertEquals(type.value(integer), fakes[i], "value of " + reals[i]);
        long quotient = type.narrow(type.rounding().shiftRight(wide[i], 20));
        assertEquals(quotient, (long) narrowed[i], "quotient of " + wide[i]);
      }
    }
  }
}
