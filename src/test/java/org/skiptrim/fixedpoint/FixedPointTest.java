package org.skiptrim.fixedpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FixedPointTest {

  /** The table that users of ap_fixed know. */
  @ParameterizedTest
  @CsvSource({
    "16, 4, 0.000244140625, -8, 7.999755859375",
    "16, 3, 0.0001220703125, -4, 3.9998779296875",
    "16, 5, 0.00048828125, -16, 15.99951171875",
    "8, 3, 0.03125, -4, 3.96875",
    "8, 2, 0.015625, -2, 1.984375",
    "4, 2, 0.25, -2, 1.75",
    "2, 1, 0.5, -1, 0.5"
  })
  void signed_hasStepAndRangeOfApFixed(int w, int i, double step, double min, double max) {
    FixedPoint type = FixedPoint.signed(w, i);
    assertEquals(step, type.step());
    assertEquals(min, type.value(type.minInteger()));
    assertEquals(max, type.value(type.maxInteger()));
  }

  @Test
  void quantize_tie_followsTheRoundingMode() {
    assertEquals(-2, type("ap_fixed<3,2>").quantize(-1.25));
    assertEquals(-2, type("ap_fixed<3,2,AP_RND,AP_SAT>").quantize(-1.25));
    assertEquals(-3, type("ap_fixed<3,2,AP_TRN,AP_SAT>").quantize(-1.25));
    assertEquals(2, type("ap_fixed<8,7>").quantize(0.75));
    assertEquals(0, type("ap_fixed<8,7>").quantize(0.25));
    assertEquals(1, type("ap_fixed<8,7,AP_RND,AP_SAT>").quantize(0.25));
  }

  /** The sum with a half is a number of its own, and rounded. */
  @Test
  void round_justBesideATie_isTheNearest() {
    assertEquals(0, Rounding.HALF_UP.round(Math.nextDown(0.5)));
    assertEquals(1, Rounding.HALF_UP.round(0.5));
    assertEquals(-1, Rounding.HALF_UP.round(Math.nextDown(-0.5)));
    assertEquals(0, Rounding.HALF_UP.round(-0.5) + 0.0);
    assertEquals(0x1p52 + 1, Rounding.HALF_UP.round(0x1p52 + 1));
    assertEquals(0x1p53 + 2, Rounding.HALF_UP.round(0x1p53 + 2));
  }

  /** Against decimal arithmetic, which rounds nothing on its way. */
  @ParameterizedTest
  @EnumSource(Rounding.class)
  void round_anyNumber_isThatOfExactArithmetic(Rounding mode) {
    Random random = new Random(11);
    for (int i = 0; i < 20_000; i++) {
      double tie = Math.rint(random.nextGaussian() * Math.scalb(1.0, random.nextInt(52))) + 0.5;
      double value = tie + (i % 3 - 1) * Math.ulp(tie);
      BigDecimal expected = exact(mode, new BigDecimal(value));
      assertEquals(expected.doubleValue(), mode.round(value) + 0.0, () -> mode + " " + value);
    }
  }

  private static BigDecimal exact(Rounding mode, BigDecimal value) {
    return switch (mode) {
      case HALF_EVEN -> value.setScale(0, RoundingMode.HALF_EVEN);
      case HALF_UP -> value.add(new BigDecimal(0.5)).setScale(0, RoundingMode.FLOOR);
      case FLOOR -> value.setScale(0, RoundingMode.FLOOR);
    };
  }

  @Test
  void narrow_outsideTheRange_saturatesOrWraps() {
    assertEquals(127, type("ap_fixed<8,3>").narrow(1000));
    assertEquals(-128, type("ap_fixed<8,3>").narrow(-1000));
    assertEquals(0, type("ap_ufixed<8,3>").narrow(-1));
    assertEquals(-128, type("ap_fixed<8,3,AP_TRN,AP_WRAP>").narrow(128));
    assertEquals(127, type("ap_fixed<8,3,AP_TRN,AP_WRAP>").narrow(-129));
    assertEquals(255, type("ap_ufixed<8,3,AP_TRN,AP_WRAP>").narrow(-1));
  }

  @ParameterizedTest
  @EnumSource(Rounding.class)
  void shiftRight_equalsRoundingTheQuotient(Rounding mode) {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      int shift = random.nextInt(12);
      long value = random.nextLong(1 << 16) - (1 << 15);
      assertEquals(
          (long) mode.round(Math.scalb((double) value, -shift)),
          mode.shiftRight(value, shift),
          () -> value + " >> " + shift);
    }
  }

  /** Product and bias can be large and cancel. */
  @ParameterizedTest
  @EnumSource(Rounding.class)
  void scaled_productAndBiasThatCancel_isZero(Rounding mode) {
    for (int shift : new int[] {0, 1, 2, 3, 40}) {
      assertEquals(0, mode.scaled(1L << 60, 1, -(1L << 60), shift));
    }
  }

  /** Products of up to 77 bits, many of them a half or just beside it. */
  @ParameterizedTest
  @EnumSource(Rounding.class)
  void scaled_wideProduct_isThatOfExactArithmetic(Rounding mode) {
    Random random = new Random(13);
    for (int i = 0; i < 20_000; i++) {
      int shift = 17 + random.nextInt(40);
      long sum = random.nextLong() >> (1 + random.nextInt(30));
      long scale = random.nextLong(1 << 16) - (1 << 15);
      BigInteger product = BigInteger.valueOf(sum).multiply(BigInteger.valueOf(scale));
      long toTie = (1L << (shift - 1)) - product.mod(BigInteger.ONE.shiftLeft(shift)).longValue();
      long bias = toTie + random.nextInt(3) - 1;
      BigDecimal quotient =
          new BigDecimal(product.add(BigInteger.valueOf(bias)))
              .divide(new BigDecimal(BigInteger.ONE.shiftLeft(shift)));
      if (quotient.abs().doubleValue() < 0x1p60) {
        assertEquals(exact(mode, quotient).longValueExact(), mode.scaled(sum, scale, bias, shift));
      }
    }
  }

  @Test
  void quantize_ofWhatAnIntegerStandsFor_isThatInteger() {
    Random random = new Random(8);
    for (int i = 0; i < 2_000; i++) {
      int width = 1 + random.nextInt(20);
      FixedPoint type = FixedPoint.signed(width, random.nextInt(24) - 2).withSigned(i % 2 == 0);
      long span = type.maxInteger() - type.minInteger() + 1;
      long integer = type.minInteger() + random.nextLong(span);
      assertEquals(integer, type.quantize(type.value(integer)), type::toString);
    }
  }

  /**
   * Worked out by hand: in ap_fixed<3,2>, steps of 0.5 from −2 to 1.5, and the same bits without a
   * sign, from 0 to 3.5. Rounding comes first: 1.75 is 3.5 steps.
   */
  @ParameterizedTest
  @CsvSource({
    //  real | RND_CONV: SAT WRAP, unsigned SAT WRAP | RND: the same four | TRN: the same four
    " 0.25,  0,  0, 0, 0,   1,  1, 1, 1,   0,  0, 0, 0",
    " 0.75,  2,  2, 2, 2,   2,  2, 2, 2,   1,  1, 1, 1",
    "-0.25,  0,  0, 0, 0,   0,  0, 0, 0,  -1, -1, 0, 7",
    "-0.75, -2, -2, 0, 6,  -1, -1, 0, 7,  -2, -2, 0, 6",
    " 1.25,  2,  2, 2, 2,   3,  3, 3, 3,   2,  2, 2, 2",
    " 1.75,  3, -4, 4, 4,   3, -4, 4, 4,   3,  3, 3, 3",
    " 1.99,  3, -4, 4, 4,   3, -4, 4, 4,   3,  3, 3, 3",
    "-2.25, -4, -4, 0, 4,  -4, -4, 0, 4,  -4,  3, 0, 3",
    "-2.30, -4,  3, 0, 3,  -4,  3, 0, 3,  -4,  3, 0, 3",
    " 3.75,  3,  0, 7, 0,   3,  0, 7, 0,   3, -1, 7, 7",
    " 9.00,  3,  2, 7, 2,   3,  2, 7, 2,   3,  2, 7, 2"
  })
  void quantize_isWhatTheDefinitionGives(ArgumentsAccessor row) {
    int column = 1;
    for (String rounding : List.of("AP_RND_CONV", "AP_RND", "AP_TRN")) {
      for (String kind : List.of("ap_fixed", "ap_ufixed")) {
        for (String overflow : List.of("AP_SAT", "AP_WRAP")) {
          FixedPoint type = type("%s<3,2,%s,%s>".formatted(kind, rounding, overflow));
          assertEquals(
              row.getLong(column++),
              type.quantize(row.getDouble(0)),
              () -> type + row.getString(0));
        }
      }
    }
  }

  /** Types of all widths with any binary point, also before the first or behind the last bit. */
  private static FixedPoint any(Random random, Overflow overflow) {
    return new FixedPoint(
        1 + random.nextInt(24),
        random.nextInt(40) - 8,
        random.nextBoolean(),
        Rounding.values()[random.nextInt(3)],
        overflow);
  }

  /** A number in the middle of the range or around it, often on a tie. */
  private static double number(Random random, FixedPoint type) {
    double steps = type.minInteger() + 1.4 * (random.nextDouble() - 0.1) * (1L << type.width());
    return (random.nextBoolean() ? Math.rint(steps * 2) / 2 : steps) * type.step();
  }

  @Test
  void quantize_isMonotonic_andWithinTheRangeAtMostHalfAStepOff() {
    Random random = new Random(19);
    for (int i = 0; i < 20_000; i++) {
      FixedPoint type = any(random, Overflow.SATURATE);
      double a = number(random, type);
      double b = number(random, type);
      assertTrue(
          Math.signum(a - b) * (type.quantize(a) - type.quantize(b)) >= 0,
          () -> "%s: %s and %s".formatted(type, a, b));
      double clamped =
          Math.max(type.value(type.minInteger()), Math.min(type.value(type.maxInteger()), a));
      double off = (type.value(type.quantize(a)) - clamped) / type.step();
      boolean floors = type.rounding() == Rounding.FLOOR;
      assertTrue(
          off <= (floors ? 0 : 0.5) && off >= (floors ? -1 : -0.5),
          () -> "%s: %s is %s steps off".formatted(type, a, off));
    }
  }

  /** The low bits of the rounded number, which is what two's complement keeps. */
  @Test
  void quantize_wrapping_keepsTheLowBits() {
    Random random = new Random(23);
    for (int i = 0; i < 20_000; i++) {
      FixedPoint type = any(random, Overflow.WRAP);
      double real = number(random, type) + (random.nextInt(9) - 4) * type.step() * 1e6;
      BigInteger rounded =
          exact(type.rounding(), new BigDecimal(real / type.step())).toBigIntegerExact();
      BigInteger kept = rounded.mod(BigInteger.ONE.shiftLeft(type.width()));
      boolean negative = type.signed() && kept.testBit(type.width() - 1);
      BigInteger expected = negative ? kept.subtract(BigInteger.ONE.shiftLeft(type.width())) : kept;
      assertEquals(expected.longValueExact(), type.quantize(real), () -> type + " " + real);
    }
  }

  @Test
  void parse_ofWhatToStringWrites_isTheSame() {
    for (String text :
        new String[] {"ap_fixed<8,3>", "ap_ufixed<16,-2>", "ap_fixed<4,2,AP_TRN,AP_WRAP>"}) {
      assertEquals(text, type(text).toString());
    }
  }

  @Test
  void parse_nonsense_namesIt() {
    assertThat("'fixed<8,3>'", "fixed<8,3>");
    assertThat("'AP_UP'", "ap_fixed<8,3,AP_UP>");
    assertThat("width 40", "ap_fixed<40,3>");
    assertThat("'ap_fixed<99999999999,3>'", "ap_fixed<99999999999,3>");
  }

  /** HLS has more modes than there are here. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AP_TRN_ZERO | use AP_TRN",
        "AP_RND_ZERO | use AP_RND_CONV or AP_RND",
        "AP_RND_INF | use AP_RND_CONV or AP_RND",
        "AP_RND_MIN_INF | use AP_RND_CONV or AP_RND",
        "AP_RND, AP_SAT_ZERO | use AP_SAT",
        "AP_RND, AP_SAT_SYM | use AP_SAT",
        "AP_RND, AP_WRAP_SM | use AP_WRAP",
        "AP_RND, AP_WRAP, 2 | leave them out"
      })
  void parse_modeOfHlsThatIsNotHere_saysWhatIs(String modes, String remedy) {
    assertThat(remedy, "ap_fixed<8,3," + modes + ">");
  }

  @Test
  void parse_allThatHlsWrites_isRead() {
    assertEquals(type("ap_fixed<8,3>"), type("ap_fixed<8, 3, AP_RND_CONV, AP_SAT, 0>"));
    assertEquals(type("ap_ufixed<8,3,AP_RND,AP_SAT>"), type("ap_ufixed<8,3,AP_RND>"));
  }

  private static void assertThat(String named, String text) {
    Exception e = assertThrows(IllegalArgumentException.class, () -> FixedPoint.parse(text));
    assertTrue(e.getMessage().contains(named), e.getMessage());
  }

  private static FixedPoint type(String text) {
    return FixedPoint.parse(text);
  }
}
