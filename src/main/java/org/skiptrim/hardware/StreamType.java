package org.skiptrim.hardware;

/**
 * What one beat of a stream holds.
 *
 * @param lanes values in a beat, the lowest channel in the lowest bits
 * @param bits bits of one value
 * @param signed whether they are two's complement
 */
public record StreamType(int lanes, int bits, boolean signed) {

  /** The bits of a whole beat. */
  public int width() {
    return lanes * bits;
  }

  /** The same values in beats of {@code other} lanes. */
  StreamType withLanes(int other) {
    return new StreamType(other, bits, signed);
  }
}
