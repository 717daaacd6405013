package org.skiptrim.fixedpoint;

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
}
