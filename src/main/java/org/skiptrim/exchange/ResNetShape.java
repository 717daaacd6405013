package org.skiptrim.exchange;

import java.util.List;
import org.skiptrim.network.Block;
import org.skiptrim.network.Network;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.ResNets;
import org.skiptrim.network.Shape;
import org.skiptrim.network.Shortcut;
import org.skiptrim.storage.Words;

/**
 * Which ResNet for small images the layers of a file are of, as far as their number and their
 * shapes say: 6n+1 convolutions for n blocks a stage, two more where shortcuts are projections.
 *
 * @param widths channels of each stage
 */
record ResNetShape(int blocks, List<Integer> widths, Shortcut shortcut, int channels, int classes) {
  private static final int CONVOLUTION = 4; // extents
  private static final int DENSE = 2;
  private static final int STAGES = 3;
  private static final int SIDE = 32; // pixels; no weight depends on it

  /**
   * Counts.
   *
   * @throws ExchangeException if they are of no such network
   */
  static ResNetShape of(FileLayers layers) throws ExchangeException {
    List<String> convolutions = layers.withExtents(CONVOLUTION);
    List<String> dense = layers.withExtents(DENSE);
    List<Integer> widths =
        convolutions.stream().map(layer -> layers.shape(layer).get(0)).distinct().sorted().toList();
    int count = convolutions.size();
    boolean zeroPad = count % 6 == 1;
    int blocks = (count - (zeroPad ? 1 : 3)) / 6;
    if (blocks < 1
        || (!zeroPad && count % 6 != 3)
        || widths.size() != STAGES
        || dense.size() != 1) {
      throw new ExchangeException(
          "%d convolutions of %s channels and %d dense layers are of no ResNet that is built here"
              .formatted(count, widths, dense.size()));
    }
    int channels =
        convolutions.stream().mapToInt(layer -> layers.shape(layer).get(1)).min().orElseThrow();
    return new ResNetShape(
        blocks,
        widths,
        zeroPad ? Shortcut.ZERO_PAD : Shortcut.PROJECTION,
        channels,
        layers.shape(dense.get(0)).get(0));
  }

  /** For images of CIFAR's size. */
  Network<RealOp> network() {
    int[] channelsOf = widths.stream().mapToInt(Integer::intValue).toArray();
    Shape image = new Shape(channels, SIDE, SIDE);
    return ResNets.resNet(blocks, channelsOf, shortcut, Block.BASIC, image, classes);
  }

  /** As in {@code a ResNet20 with shortcuts zero-pad, for images of 3x32x32}. */
  String text() {
    return "a ResNet%d with shortcuts %s, for images of %s"
        .formatted(6 * blocks + 2, Words.of(shortcut), new Shape(channels, SIDE, SIDE));
  }
}
