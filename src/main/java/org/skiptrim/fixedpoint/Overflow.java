package org.skiptrim.fixedpoint;

import java.util.Arrays;

/** What happens to a value outside the range of a {@link FixedPoint} type. */
public enum Overflow {
  /** It becomes the nearest bound. {@code AP_SAT}. */
  SATURATE("AP_SAT"),
  /** Its upper bits are dropped, as two's complement does. {@code AP_WRAP}. */
  WRAP("AP_WRAP");

  private final String hlsName;

  Overflow(String hlsName) {
    this.hlsName = hlsName;
  }

  /** The mode's name in {@code ap_fixed<W,I,Q,O>}. */
  public String hlsName() {
    return hlsName;
  }

  /**
   * The mode that HLS calls so.
   *
   * @throws IllegalArgumentException saying what to use instead, if it is not one of these
   */
  static Overflow named(String hlsName) {
    return Arrays.stream(values())
        .filter(mode -> mode.hlsName.equals(hlsName))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(instead(hlsName)));
  }

  private static String instead(String hlsName) {
    return switch (hlsName) {
      case "AP_SAT_SYM" ->
          "the overflow mode 'AP_SAT_SYM' is not there; use AP_SAT, which has one step more below zero";
      case "AP_SAT_ZERO" ->
          "the overflow mode 'AP_SAT_ZERO' is not there; use AP_SAT, which takes the nearest bound";
      case "AP_WRAP_SM" ->
          "the overflow mode 'AP_WRAP_SM' is not there; use AP_WRAP, which drops the upper bits";
      default -> "'%s' is not an overflow mode; use AP_SAT or AP_WRAP".formatted(hlsName);
    };
  }
}
