package org.skiptrim.hardware;

import java.util.Optional;
import java.util.stream.Stream;
import org.skiptrim.device.DeviceFamily.Multiplier;
import org.skiptrim.device.Utilization;
import org.skiptrim.hardware.Folding.Fold;
import org.skiptrim.network.IntegerOp;
import org.skiptrim.network.Node;
import org.skiptrim.network.Shape;
import org.skiptrim.network.Window;
import org.skiptrim.quantization.QuantizedNetwork;

/** What a convolution takes of a device at a fold, as a {@link Price}. */
final class LayerArea {
  private final QuantizedNetwork quantized;
  private final MemoryStyles memories;
  private final ConvolutionUnits units;
  private final AreaModel model;
  private final Price price;
  private final long cycles;

  /**
   * For the layers of a network.
   *
   * @param cycles that an image may take in each unit
   */
  LayerArea(QuantizedNetwork quantized, MemoryStyles memories, long cycles) {
    this.cycles = cycles;
    this.quantized = quantized;
    this.memories = memories;
    this.units = new ConvolutionUnits(quantized, memories);
    this.model = new AreaModel(memories.device());
    this.price = new Price(memories);
  }

  /** The device's hard multipliers. */
  Optional<Multiplier> multiplier() {
    return memories.device().multiplier();
  }

  /** In LUTs. */
  double cost(LayerCost layer, Fold fold) {
    return price.of(
        unitsOf(layer, fold)
            .map(model::of)
            .reduce(Utilization.none(Utilization.Method.ESTIMATED), Utilization::plus));
  }

  /** With the converters between it and neighbours that are no faster than they must be. */
  private Stream<Unit> unitsOf(LayerCost layer, Fold fold) {
    Node<IntegerOp> node = quantized.network().node(layer.node());
    Shape in = quantized.network().shape(node.input());
    Shape out = quantized.network().shape(node.name());
    StreamType values = StreamType.of(quantized.range(node.input()), fold.simd());
    Window window = node.op().window().orElseThrow();
    int sumBits = quantized.range(node.name()).bits();
    return Stream.of(
            Stream.of(
                units.window(in, fold.simd(), values.bits(), window, out.channels() / fold.pe()),
                units.matrix(node.name(), fold, values, "", "")),
            converter(Folding.fewestLanes(in, cycles), fold.simd(), values.bits()),
            converter(fold.pe(), Folding.fewestLanes(out, cycles), sumBits))
        .flatMap(units -> units);
  }

  /** As {@link Wiring#convert} makes it. */
  private static Stream<Unit> converter(int from, int to, int bits) {
    if (from == to) {
      return Stream.of();
    }
    return from % to == 0 || to % from == 0
        ? Stream.of(new Unit.WidthConverter(from, to, bits))
        : Stream.of(new Unit.WidthConverter(from, 1, bits), new Unit.WidthConverter(1, to, bits));
  }
}
