package org.skiptrim.report;

import java.math.BigDecimal;
import java.util.Locale;

/** How a number is written for people, and for machines. */
final class Numerals {

  private Numerals() {}

  /** With a true minus sign and thousands apart: −1234.5 with one decimal is {@code −1,234.5}. */
  static String shown(double value, int decimals) {
    String digits = String.format(Locale.ROOT, "%,." + decimals + "f", Math.abs(value));
    boolean zero = digits.chars().noneMatch(c -> c >= '1' && c <= '9');
    return value < 0 && !zero ? "−" + digits : digits;
  }

  /** Every digit that the double has, without an exponent: 33314.0 is {@code 33314}. */
  static String exact(double value) {
    BigDecimal number = BigDecimal.valueOf(value);
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
