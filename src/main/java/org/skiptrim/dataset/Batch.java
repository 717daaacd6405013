package org.skiptrim.dataset;

/**
 * Some images, ready for a network.
 *
 * @param pixels unsigned bytes [size, height, width, channels]; not yet normalized
 * @param labels for each image the index of its class
 */
public record Batch(byte[] pixels, int[] labels) {
  /** How many images there are. */
  public int size() {
    return labels.length;
  }
}
