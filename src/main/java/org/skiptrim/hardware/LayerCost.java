package org.skiptrim.hardware;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.hardware.Folding.Fold;
import org.skiptrim.network.IntegerOp;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.Shape;
import org.skiptrim.network.Window;
import org.skiptrim.quantization.QuantizedNetwork;

/**
 * What one convolution or dense layer takes at each fold.
 *
 * @param inputs input channels
 * @param outputs output channels
 * @param inputPixels pixels of the input image
 * @param windowPixels pixels of all windows together: output pixels × kernel²
 * @param productBits bits of one weight and one activation together
 */
record LayerCost(
    String node, int inputs, int outputs, long inputPixels, long windowPixels, int productBits) {

  /** The layers of a network that multiply by weights, in its order. */
  static List<LayerCost> of(QuantizedNetwork quantized) {
    List<LayerCost> layers = new ArrayList<>();
    for (Node<IntegerOp> node : quantized.network().nodes()) {
      node.op().weightType().ifPresent(type -> layers.add(of(quantized, node, type)));
    }
    return layers;
  }

  private static LayerCost of(
      QuantizedNetwork quantized, Node<IntegerOp> node, FixedPoint weights) {
    Network<IntegerOp> network = quantized.network();
    Shape in = network.shape(node.input());
    Shape out = network.shape(node.name());
    int kernel = node.op().window().map(Window::kernel).orElse(1);
    return new LayerCost(
        node.name(),
        in.channels(),
        out.channels(),
        in.pixels(),
        (long) out.pixels() * kernel * kernel,
        weights.width() + quantized.range(node.input()).bits());
  }

  /** Cycles an image takes: a beat of the input or of the windows passes in each. */
  long cycles(Fold fold) {
    long in = inputPixels * (inputs / fold.simd());
    long windows = windowPixels * (inputs / fold.simd()) * (outputs / fold.pe());
    return Math.max(in, windows);
  }

  /** Cycles in a dense unit. */
  static long denseCycles(int inputs, int outputs, Fold fold) {
    return (long) (inputs / fold.simd()) * (outputs / fold.pe());
  }

  /**
   * The fold with the fewest multipliers that takes at most so many cycles; of two such the one
   * with more SIMD, which needs fewer accumulators.
   *
   * @throws IllegalArgumentException if none is that fast
   */
  Fold cheapest(long cycles) {
    return folds().stream()
        .filter(fold -> cycles(fold) <= cycles)
        .min(Comparator.comparingInt(Fold::multipliers).thenComparingInt(fold -> -fold.simd()))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "layer '"
                        + node
                        + "' cannot take "
                        + cycles
                        + " cycles a frame; ask for at least "
                        + cycles(new Fold(outputs, inputs))));
  }

  /** Every fold: PE divides the output channels, SIMD the input channels. */
  List<Fold> folds() {
    List<Fold> folds = new ArrayList<>();
    for (int pe : Divisors.of(outputs)) {
      for (int simd : Divisors.of(inputs)) {
        folds.add(new Fold(pe, simd));
      }
    }
    return folds;
  }
}
