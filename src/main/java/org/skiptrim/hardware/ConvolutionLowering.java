package org.skiptrim.hardware;

import java.util.List;
import org.skiptrim.hardware.Folding.Fold;
import org.skiptrim.hardware.Wiring.LooseEnd;
import org.skiptrim.network.IntegerOp;
import org.skiptrim.network.Node;
import org.skiptrim.network.Shape;
import org.skiptrim.network.Window;
import org.skiptrim.quantization.QuantizedNetwork;

/** A convolution: pixels → sliding_window → windows → matrix_vector → sums. */
final class ConvolutionLowering {
  private final QuantizedNetwork quantized;
  private final Folding folding;
  private final Wiring wiring;
  private final ConvolutionUnits units;
  private final NodeStreams streams;

  ConvolutionLowering(
      QuantizedNetwork quantized,
      Folding folding,
      Wiring wiring,
      MemoryStyles memories,
      NodeStreams streams) {
    this.quantized = quantized;
    this.folding = folding;
    this.wiring = wiring;
    this.units = new ConvolutionUnits(quantized, memories);
    this.streams = streams;
  }

  /**
   * Adds the units of a convolution.
   *
   * @param pixels its input: all of it, or what {@link #discard} has left
   */
  LooseEnd lower(Node<IntegerOp> node, IntegerOp.Conv2d op, LooseEnd pixels) {
    check(node);
    Fold fold = folding.fold(node.name());
    Shape whole = quantized.network().shape(node.input());
    Window all = op.window().orElseThrow();
    Window window = pixels.shape().equals(whole) ? all : all.withStride(1);
    int outputFolds = op.outputs() / fold.pe();
    LooseEnd lanes = wiring.convert(pixels, fold.simd());
    Unit.SlidingWindow unit = window(lanes, window, outputFolds);
    LooseEnd windows =
        streams
            .tap(node.name())
            .map(tap -> tapped(tap, lanes, unit))
            .orElseGet(() -> windows(node.name(), lanes, unit));
    return products(node, op, windows, fold);
  }

  /** The windows, of which some pixels go to a skip connection as well. */
  private LooseEnd tapped(SkipTap tap, LooseEnd pixels, Unit.SlidingWindow unit) {
    String name = wiring.name(tap.convolution(), "window");
    LooseEnd windows = wiring.through(pixels, name, Unit.TappedWindow.of(unit, tap.tap()));
    Shape sent = outputShape(unit, pixels.shape().channels());
    streams.lead(tap, new LooseEnd(new Port(name, "skip"), pixels.type(), pixels.node(), sent));
    return ofWindows(windows, unit);
  }

  private static void check(Node<IntegerOp> node) {
    Window window = node.op().window().orElseThrow();
    boolean padded = Math.max(window.padding(), window.paddingAfter()) >= window.kernel();
    boolean strided =
        window.kernel() == 1
            ? Integer.bitCount(window.stride()) != 1
            : window.stride() > window.kernel();
    if (padded || strided) {
      throw new IllegalArgumentException(
          ("node '%s': the hardware library has no kernel of %d with stride %d and padding %d and"
                  + " %d; it has paddings below the kernel and strides up to the kernel, for a"
                  + " kernel of 1 powers of two")
              .formatted(
                  node.name(),
                  window.kernel(),
                  window.stride(),
                  window.padding(),
                  window.paddingAfter()));
    }
  }

  /** The pixels that a 1×1 convolution's stride keeps, so that a FIFO need not hold the others. */
  LooseEnd discard(Window window, LooseEnd pixels) {
    boolean whole = pixels.shape().equals(quantized.network().shape(pixels.node()));
    return window.stride() == 1 || !whole
        ? pixels
        : windows(pixels.node(), pixels, window(pixels, window, 1));
  }

  /** Windows for a pool, each once. */
  LooseEnd windowsOf(Node<IntegerOp> node, LooseEnd pixels) {
    check(node);
    return windows(node.name(), pixels, window(pixels, node.op().window().orElseThrow(), 1));
  }

  private LooseEnd windows(String owner, LooseEnd pixels, Unit.SlidingWindow unit) {
    return ofWindows(wiring.through(pixels, wiring.name(owner, "window"), unit), unit);
  }

  private Unit.SlidingWindow window(LooseEnd pixels, Window window, int outputFolds) {
    StreamType type = pixels.type();
    return units.window(pixels.shape(), type.lanes(), type.bits(), window, outputFolds);
  }

  /** Windows as if they were channels. */
  private static LooseEnd ofWindows(LooseEnd out, Unit.SlidingWindow unit) {
    int values = unit.channels() * unit.kernel() * unit.kernel() * unit.outputFolds();
    return new LooseEnd(out.from(), out.type(), out.node(), outputShape(unit, values));
  }

  private static Shape outputShape(Unit.SlidingWindow unit, int channels) {
    Window window = new Window(unit.kernel(), unit.stride(), unit.padding(), unit.asymmetry());
    return new Shape(channels, window.extent(unit.height()), window.extent(unit.width()));
  }

  private LooseEnd products(
      Node<IntegerOp> node, IntegerOp.Conv2d op, LooseEnd windows, Fold fold) {
    int channels = quantized.network().shape(node.input()).channels();
    int bits = op.weights().width();
    String file = wiring.name(node.name(), "weights") + ".mem";
    String restFile = wiring.name(node.name(), "weights_rest") + ".mem";
    Unit.MatrixVector unit = units.matrix(node.name(), fold, windows.type(), file, restFile);
    Memory memory = ConstantMemories.weights(file, () -> weights(node, op, channels), fold, bits);
    String name = wiring.name(node.name(), "matrix");
    List<Memory> parts =
        unit.restFile().isEmpty()
            ? List.of(memory)
            : memory.splitAt(unit.blockWords(), unit.restFile());
    wiring.unit(name, unit, node.name(), parts);
    wiring.connect(windows, new Port(name, "in"));
    return LooseEnd.ofNode(quantized, node.name(), new Port(name, "out"), fold.pe());
  }

  private long[][] weights(Node<IntegerOp> node, IntegerOp.Conv2d op, int channels) {
    long[] weight = quantized.integers().get(node.name(), "weight").toLongs();
    return ConstantMemories.inWindowOrder(weight, op.outputs(), channels, op.kernel());
  }
}
