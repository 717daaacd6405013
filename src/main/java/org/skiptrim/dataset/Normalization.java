package org.skiptrim.dataset;

/**
 * How a pixel of 0 to 255 becomes the network's input: {@code (pixel − mean) / std}, the same for
 * all channels.
 *
 * @param mean the pixel value that becomes 0
 * @param std the pixel steps that become 1; positive
 */
public record Normalization(float mean, float std) {
  /**
   * Pixel 0 → −2, 128 → 0, 255 → 1.984375: each pixel is a value of {@code ap_fixed<8,2>}, so the
   * hardware's input is the pixel with its top bit flipped, and nothing is rounded.
   */
  public static final Normalization STANDARD = new Normalization(128, 64);

  /** Checks that the mean is a pixel value and the standard deviation positive. */
  public Normalization {
    if (!(mean >= 0 && mean <= 255)) {
      throw new IllegalArgumentException("mean " + mean + " is not in 0..255");
    }
    if (!(std > 0 && std < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("std " + std + " is not positive");
    }
  }

  /** The input value of a pixel, 0 to 255. */
  public float apply(int pixel) {
    return (pixel - mean) / std;
  }

  /** The pixel that is nearest to an input value of 0: what padding consists of. */
  public byte zeroPixel() {
    return (byte) Math.round(mean);
  }
}
