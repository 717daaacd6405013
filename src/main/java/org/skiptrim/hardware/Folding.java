package org.skiptrim.hardware;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.skiptrim.network.IntegerOp;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.Shape;
import org.skiptrim.quantization.QuantizedNetwork;

/**
 * How parallel each unit is. All units work at the same time and an image takes as long as the
 * slowest, so every layer gets the fewest multipliers that meet one target of cycles a frame.
 *
 * @param folds of each convolution and dense layer, by node name
 * @param lanes values a beat of what each other node makes, by node name; feature maps of one shape
 *     have the same, so that an identity skip needs no converter
 */
public record Folding(Map<String, Fold> folds, Map<String, Integer> lanes) {

  /**
   * The parallelism of one matrix unit.
   *
   * @param pe output channels computed at once, a divisor of their number
   * @param simd input channels multiplied at once, a divisor of their number
   * @param kind what multiplies
   */
  public record Fold(int pe, int simd, Products kind) {
    /** A multiplier for each product. */
    public Fold(int pe, int simd) {
      this(pe, simd, Products.SINGLE);
    }

    /** Multiplications a cycle. */
    public int products() {
      return pe * simd;
    }

    /** Multipliers; LUTs are none. */
    public int multipliers() {
      return switch (kind) {
        case SINGLE -> products();
        case PAIRED -> products() / 2;
        case LUTS -> 0;
      };
    }

    /** The same products of LUTs. */
    Fold ofLuts() {
      return new Fold(pe, simd, Products.LUTS);
    }
  }

  /** Copies the maps, keeping their order. */
  public Folding {
    folds = Collections.unmodifiableMap(new LinkedHashMap<>(folds));
    lanes = Collections.unmodifiableMap(new LinkedHashMap<>(lanes));
  }

  /** The fold of the named layer. */
  public Fold fold(String node) {
    return require(folds, node);
  }

  /** The lanes of what the named node makes. */
  public int lanes(String node) {
    return require(lanes, node);
  }

  private static <T> T require(Map<String, T> map, String node) {
    T value = map.get(node);
    if (value == null) {
      throw new IllegalArgumentException("the folding says nothing of node '" + node + "'");
    }
    return value;
  }

  /**
   * The cheapest folding in which no unit takes more than so many cycles for an image, with a
   * multiplier for each product.
   *
   * @throws IllegalArgumentException naming the layer that cannot be that fast
   */
  public static Folding forCycles(QuantizedNetwork quantized, long cyclesPerFrame) {
    return forCycles(quantized, cyclesPerFrame, layer -> layer.cheapest(cyclesPerFrame));
  }

  /**
   * The same of what takes least of a device: two products share a multiplier that is wide enough
   * for both, and small ones are of LUTs. {@link DesignSpace#folding} minds how many multipliers
   * there are, too.
   */
  public static Folding forCycles(
      QuantizedNetwork quantized, long cyclesPerFrame, MemoryStyles memories) {
    LayerArea area = new LayerArea(quantized, memories, cyclesPerFrame);
    return forCycles(quantized, cyclesPerFrame, layer -> cheapest(layer, cyclesPerFrame, area));
  }

  private static Fold cheapest(LayerCost layer, long cyclesPerFrame, LayerArea area) {
    return layer.isConvolution()
        ? layer.cheapest(cyclesPerFrame, area.multiplier(), fold -> area.cost(layer, fold))
        : layer.cheapest(cyclesPerFrame);
  }

  private static Folding forCycles(
      QuantizedNetwork quantized, long cyclesPerFrame, Function<LayerCost, Fold> cheapest) {
    PoolCost.of(quantized.network()).forEach(pool -> pool.check(cyclesPerFrame));
    Map<String, Fold> folds = new LinkedHashMap<>();
    long slowest = fewestCyclesOfPools(quantized.network());
    for (LayerCost layer : LayerCost.of(quantized)) {
      Fold fold = cheapest.apply(layer);
      folds.put(layer.node(), fold);
      slowest = Math.max(slowest, layer.cycles(fold));
    }
    return new Folding(folds, pacedLanes(quantized.network(), folds, slowest));
  }

  private static long fewestCyclesOfPools(Network<IntegerOp> network) {
    return PoolCost.of(network).stream().mapToLong(PoolCost::fewestCycles).max().orElse(0);
  }

  /** The fewest lanes everywhere that are no slower than the slowest layer. */
  private static Map<String, Integer> pacedLanes(
      Network<IntegerOp> network, Map<String, Fold> folds, long cyclesPerFrame) {
    Map<String, Integer> lanes = new LinkedHashMap<>();
    for (Node<IntegerOp> node : network.nodes()) {
      if (!folds.containsKey(node.name())) {
        lanes.put(node.name(), fewestLanes(network, node, cyclesPerFrame));
      }
    }
    lanes.computeIfPresent(
        network.input().name(), (input, fewest) -> inputLanes(network, folds, fewest));
    return lanes;
  }

  /** A pool takes its input in as many lanes as it gives its result in. */
  private static int fewestLanes(
      Network<IntegerOp> network, Node<IntegerOp> node, long cyclesPerFrame) {
    Shape shape = network.shape(node.op().joinsPixels() ? node.input() : node.name());
    return PoolCost.of(network, node)
        .map(pool -> pool.lanesFor(cyclesPerFrame))
        .orElseGet(() -> fewestLanes(shape, cyclesPerFrame));
  }

  /** The fewest values a beat with which a feature map passes in so many cycles. */
  static int fewestLanes(Shape shape, long cyclesPerFrame) {
    return Divisors.of(shape.channels()).stream()
        .filter(lanes -> (long) shape.pixels() * (shape.channels() / lanes) <= cyclesPerFrame)
        .findFirst()
        .orElse(shape.channels());
  }

  /** The image comes as its only reader wants it, if that is a convolution. */
  private static int inputLanes(Network<IntegerOp> network, Map<String, Fold> folds, int fewest) {
    List<Node<IntegerOp>> readers = network.readers(network.input().name());
    boolean onlyConvolution =
        readers.size() == 1 && readers.get(0).op() instanceof IntegerOp.Conv2d;
    return onlyConvolution ? folds.get(readers.get(0).name()).simd() : fewest;
  }

  /**
   * The cycles a frame at which the fold of a layer with the most work changes, ascending; all are
   * possible. At a smaller layer's cycles the large ones would be faster than the design, for many
   * multipliers; and a variant without that layer would not be as fast as the one with it.
   */
  static List<Long> reachableCycles(QuantizedNetwork quantized) {
    List<LayerCost> layers = LayerCost.of(quantized);
    long fastest =
        layers.stream()
            .mapToLong(layer -> layer.cycles(new Fold(layer.outputs(), layer.inputs())))
            .reduce(fewestCyclesOfPools(quantized.network()), Math::max);
    long mostWork = layers.stream().mapToLong(LayerCost::products).max().orElseThrow();
    return layers.stream()
        .filter(layer -> layer.products() == mostWork)
        .flatMap(layer -> layer.folds().stream().map(layer::cycles))
        .filter(cycles -> cycles >= fastest)
        .distinct()
        .sorted()
        .toList();
  }

  /**
   * The same with some layers as a person wants them.
   *
   * @param wanted folds by layer; those of layers that the network does not have are left out
   * @throws IllegalArgumentException naming the layer that cannot have its fold, and why
   */
  public Folding with(Map<String, Fold> wanted, QuantizedNetwork quantized) {
    Map<String, Fold> changed = new LinkedHashMap<>(folds);
    for (LayerCost layer : LayerCost.of(quantized)) {
      Fold fold = wanted.get(layer.node());
      if (fold != null) {
        layer.check(fold);
        changed.put(layer.node(), fold);
      }
    }
    long cycles = new Folding(changed, lanes).cyclesPerFrame(quantized);
    return new Folding(changed, pacedLanes(quantized.network(), changed, cycles));
  }

  /** The cycles that an image takes in the slowest layer. */
  public long cyclesPerFrame(QuantizedNetwork quantized) {
    LongStream layers =
        LayerCost.of(quantized).stream().mapToLong(layer -> layer.cycles(fold(layer.node())));
    LongStream pools =
        PoolCost.of(quantized.network()).stream()
            .mapToLong(pool -> pool.cycles(lanes(pool.node())));
    return LongStream.concat(layers, pools).max().orElseThrow();
  }
}
