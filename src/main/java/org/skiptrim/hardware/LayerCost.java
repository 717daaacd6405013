package org.skiptrim.hardware;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.skiptrim.device.DeviceFamily.Multiplier;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.hardware.Folding.Fold;
import org.skiptrim.network.IntegerOp;
import org.skiptrim.network.IntegerRange;
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
 * @param valueBits bits of one input
 * @param weightBits bits of one weight
 * @param isConvolution and not a dense layer
 * @param pairs whether two outputs can share a multiplier: in a convolution none of whose weights
 *     is the least that its type has, so that there is one less than each
 */
record LayerCost(
    String node,
    int inputs,
    int outputs,
    long inputPixels,
    long windowPixels,
    int valueBits,
    int weightBits,
    boolean isConvolution,
    boolean pairs) {

  /** More products than this, as a multiple of the fewest, are not worth a look. */
  private static final int MOST_OVER = 2;

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
        quantized.range(node.input()).bits(),
        weights.width(),
        node.op().window().isPresent(),
        node.op().window().isPresent() && pairs(quantized, node.name(), weights));
  }

  private static boolean pairs(QuantizedNetwork quantized, String node, FixedPoint weights) {
    return Arrays.stream(quantized.integers().get(node, "weight").toLongs())
        .allMatch(weight -> weight > weights.minInteger());
  }

  /** Multiplications for an image. */
  long products() {
    return windowPixels * inputs * outputs;
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
   * The fold with the fewest multipliers that takes at most so many cycles, a multiplier for each
   * product; of two such the one with fewer registers.
   *
   * @throws IllegalArgumentException if none is that fast
   */
  Fold cheapest(long cycles) {
    return fastEnough(cycles)
        .min(Comparator.comparingInt(Fold::multipliers).thenComparingInt(this::registers))
        .orElseThrow(() -> tooFast(cycles));
  }

  /**
   * The fold that costs least of those that take at most so many cycles, with what multiplies: two
   * products a multiplier, one, or LUTs.
   *
   * @param multiplier where there are hard ones
   * @param cost of this layer at a fold
   * @throws IllegalArgumentException if none is that fast
   */
  Fold cheapest(long cycles, Optional<Multiplier> multiplier, ToDoubleFunction<Fold> cost) {
    int fewest = cheapest(cycles).products();
    return fastEnough(cycles)
        .filter(fold -> fold.products() <= MOST_OVER * fewest)
        .flatMap(fold -> kinds(fold, multiplier))
        .min(Comparator.comparingDouble(cost))
        .orElseThrow(() -> tooFast(cycles));
  }

  private Stream<Fold> fastEnough(long cycles) {
    return folds().stream().filter(fold -> cycles(fold) <= cycles);
  }

  private IllegalArgumentException tooFast(long cycles) {
    return tooFast(node, cycles, cycles(new Fold(outputs, inputs)));
  }

  static IllegalArgumentException tooFast(String node, long cycles, long fewest) {
    return new IllegalArgumentException(
        "layer '%s' cannot take %d cycles a frame; ask for at least %d"
            .formatted(node, cycles, fewest));
  }

  private Stream<Fold> kinds(Fold fold, Optional<Multiplier> multiplier) {
    if (canBeOfLuts() && (multiplier.isEmpty() || isSmall())) {
      return Stream.of(fold.ofLuts());
    }
    boolean pairs = fold.pe() % 2 == 0 && multiplier.filter(this::packsInto).isPresent();
    return pairs
        ? Stream.of(new Fold(fold.pe(), fold.simd(), Products.PAIRED), fold)
        : Stream.of(fold);
  }

  /**
   * Checks a fold that a person has chosen.
   *
   * @throws IllegalArgumentException saying what it must be
   */
  void check(Fold fold) {
    requireDivides("pe", fold.pe(), outputs, "output");
    requireDivides("simd", fold.simd(), inputs, "input");
    if (fold.kind() == Products.LUTS && !canBeOfLuts()) {
      throw new IllegalArgumentException(
          "layer '%s': products of LUTs are for convolutions with weights of 2 bits or more"
              .formatted(node));
    }
    if (fold.kind() == Products.PAIRED && (fold.pe() % 2 != 0 || !pairs)) {
      throw new IllegalArgumentException(
          "layer '%s': two products share a multiplier only in convolutions, at an even pe, where"
                  .formatted(node)
              + " no weight is the least of its type");
    }
  }

  private void requireDivides(String name, int value, int channels, String of) {
    if (value < 1 || channels % value != 0) {
      throw new IllegalArgumentException(
          "layer '%s': %s is %d; it must divide its %d %s channels"
              .formatted(node, name, value, channels, of));
    }
  }

  /** Whether the library can make its products of LUTs. */
  boolean canBeOfLuts() {
    return isConvolution && weightBits > 1;
  }

  /** Whether synthesis would make its products of LUTs even where there are multipliers. */
  private boolean isSmall() {
    return valueBits + weightBits <= AreaModel.SMALL_PRODUCT_BITS;
  }

  /**
   * Whether a multiplier makes two products at once, as {@code product_pair} has it: one operand is
   * two weights side by side with room for a product between their lowest bits. Products so small
   * that synthesis makes them of LUTs stay so.
   */
  private boolean packsInto(Multiplier multiplier) {
    return pairs
        && valueBits + 2 * weightBits <= multiplier.longBits()
        && valueBits + 1 <= multiplier.shortBits();
  }

  /**
   * Flip-flops that depend on the fold beyond the multipliers: a value each in window and matrix
   * unit for an input, a sum each there, behind it and in the requantization for an output.
   */
  private int registers(Fold fold) {
    int sumBits = valueBits + weightBits + IntegerRange.sumBits(inputs);
    return 2 * fold.simd() * valueBits + 3 * fold.pe() * sumBits;
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
