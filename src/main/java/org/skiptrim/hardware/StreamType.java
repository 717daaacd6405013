package org.skiptrim.hardware;

import org.skiptrim.network.IntegerRange;

/**
 * What one beat of a stream holds.
 *
 * @param lanes values in a beat, the lowest channel in the lowest bits
 * @param bits bits of one value
 * @param signed whether they are two's complement
 */
public record StreamType(int lanes, int bits, boolean signed) {

  /** Beats of values of a range. */
  static StreamType of(IntegerRange range, int lanes) {
    return new StreamType(lanes, range.bits(), range.signed());
  }

  /** The bits of a whole beat. */
  public int width() {
    return lanes * bits;
  }

  /** The same values in beats of {@code other} lanes. */
  StreamType withLanes(int other) {
    return new StreamType(other, bits, signed);
  }
}
