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
        "ap_fixed<8,2>",
        "ap_fixed<4,2>",
        "ap_fixed<2,1>",
        "ap_fixed<16,3>",
        "ap_fixed<16,4>",
        "ap_fixed<16,5>",
        "ap_ufixed<4,2,AP_TRN,AP_WRAP>",
        "ap_fixed<4,2,AP_RND,AP_WRAP>",
        "ap_fixed<5,7,AP_RND,AP_SAT>",
        "ap_ufixed<24,12,AP_RND,AP_SAT>",
        "ap_fixed<24,12,AP_RND,AP_SAT>",
        "ap_fixed<24,12>"
      })
  void everyMethod_equalsTheTypesOwn(String text) {
    FixedPoint type = FixedPoint.parse(text);
    Random random = new Random(text.hashCode());
    float[] reals = new float[COUNT];
    long[] wide = new long[COUNT];
    for (int i = 0; i < COUNT; i++) {
      // Every other number lies exactly between two steps, or is the next one above or below.
      double steps = random.nextGaussian() * type.maxInteger() * 2;
      reals[i] = (float) ((i % 2 == 0 ? Math.rint(steps) + 0.5 : steps) * type.step());
      reals[i] += (i % 6 / 2 - 1) * Math.ulp(reals[i]);
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
        assertEquals(type.value(integer), fakes[i] + 0.0, "value of " + reals[i]); // −0 is 0
        long quotient = type.narrow(type.rounding().shiftRight(wide[i], 20));
        assertEquals(quotient, (long) narrowed[i], "quotient of " + wide[i]);
      }
    }
  }

  /** What bfloat16 holds of a number is rounded as that number, to a value that bfloat16 holds. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ap_fixed<8,3>",
        "ap_ufixed<8,3>",
        "ap_fixed<8,2>",
        "ap_ufixed<4,2>",
        "ap_fixed<2,1>",
        "ap_ufixed<7,2,AP_RND,AP_SAT>",
        "ap_ufixed<8,2,AP_TRN,AP_SAT>"
      })
  void fakeQuantize_inBfloat16_isExact(String text) {
    FixedPoint type = FixedPoint.parse(text);
    Random random = new Random(text.hashCode());
    float[] reals = new float[COUNT];
    for (int i = 0; i < COUNT; i++) {
      double steps = random.nextGaussian() * type.maxInteger();
      reals[i] = (float) ((i % 2 == 0 ? Math.rint(steps) + 0.5 : steps) * type.step());
    }
    try (EngineScope scope = EngineScope.inference()) {
      Tensor low = Tensor.create(reals).to(ScalarType.BFloat16);
      double[] held = Tensors.toDoubles(low);
      double[] fakes = Tensors.toDoubles(Rounding.fakeQuantize(low, type));
      for (int i = 0; i < COUNT; i++) {
        assertEquals(type.value(type.quantize(held[i])), fakes[i] + 0.0, "value of " + held[i]);
      }
    }
  }

  /** Slopes in range are 1, and 0 beyond. */
  @ParameterizedTest
  @ValueSource(strings = {"ap_fixed<4,2>", "ap_fixed<4,2,AP_TRN,AP_SAT>", "ap_ufixed<4,2>"})
  void fakeQuantize_gradient_passesWhereNothingSaturates(String text) {
    FixedPoint type = FixedPoint.parse(text);
    float[] reals = {-2.3f, -1.9f, -0.1f, 0.1f, 0.125f, 1.7f, 3.8f, 9};
    try (EngineScope scope = EngineScope.training()) {
      Tensor real = Tensor.create(reals);
      real.set_requires_grad(true);
      Rounding.fakeQuantize(real, type).sum().backward();
      double[] slopes = Tensors.toDoubles(real.grad());
      for (int i = 0; i < reals.length; i++) {
        boolean inside =
            reals[i] > type.value(type.minInteger()) && reals[i] < type.value(type.maxInteger());
        assertEquals(inside ? 1 : 0, slopes[i], "slope at " + reals[i]);
      }
    }
  }
}
