package org.skiptrim.hardware;

import java.util.List;
import org.skiptrim.fixedpoint.FixedPoint;
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
  private final MemoryStyles memories;
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
    this.memories = memories;
    this.streams = streams;
  }

  /**
   * Adds the units of a convolution.
   *
   * @param pixels its input: all of it, or what {@link #discard} has left
   */
  LooseEnd lower(Node<IntegerOp> node, IntegerOp.Conv2d op, LooseEnd pixels) {
    check(node, op);
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

  private static void check(Node<IntegerOp> node, IntegerOp.Conv2d op) {
    boolean kernel = op.kernel() == 1 || op.kernel() == 3;
    if (!kernel || op.stride() > 2 || 2 * op.padding() >= op.kernel()) {
      throw new IllegalArgumentException(
          ("node '%s': the hardware library has no kernel of %d with stride %d and padding %d;"
                  + " it has kernels 1 and 3, strides 1 and 2, padding up to (kernel-1)/2")
              .formatted(node.name(), op.kernel(), op.stride(), op.padding()));
    }
  }

  /** The pixels that a 1×1 convolution's stride keeps, so that a FIFO need not hold the others. */
  LooseEnd discard(Window window, LooseEnd pixels) {
    boolean whole = pixels.shape().equals(quantized.network().shape(pixels.node()));
    return window.stride() == 1 || !whole
        ? pixels
        : windows(pixels.node(), pixels, window(pixels, window, 1));
  }

  private LooseEnd windows(String owner, LooseEnd pixels, Unit.SlidingWindow unit) {
    return ofWindows(wiring.through(pixels, wiring.name(owner, "window"), unit), unit);
  }

  private Unit.SlidingWindow window(LooseEnd pixels, Window window, int outputFolds) {
    Shape in = pixels.shape();
    int lanes = pixels.type().lanes();
    int bits = pixels.type().bits();
    int depth = depthPixels(window.kernel(), in.width());
    return new Unit.SlidingWindow(
        in.height(),
        in.width(),
        in.channels(),
        bits,
        lanes,
        window.kernel(),
        window.stride(),
        window.padding(),
        outputFolds,
        depth,
        memories.ram(bufferWords(depth, in.channels() / lanes), lanes * bits));
  }

  /** Windows as if they were channels. */
  private static LooseEnd ofWindows(LooseEnd out, Unit.SlidingWindow unit) {
    int values = unit.channels() * unit.kernel() * unit.kernel() * unit.outputFolds();
    return new LooseEnd(out.from(), out.type(), out.node(), outputShape(unit, values));
  }

  private static Shape outputShape(Unit.SlidingWindow unit, int channels) {
    Window window = new Window(unit.kernel(), unit.stride(), unit.padding());
    return new Shape(channels, window.extent(unit.height()), window.extent(unit.width()));
  }

  /**
   * A power of two, as the buffer's addresses want it. A window covers less, but while the last row
   * of an image is read the first windows of the next image arrive: with a further row the unit
   * does not stop between images.
   */
  private static int depthPixels(int kernel, int width) {
    return powerOfTwo(kernel == 1 ? 2 : kernel * (width + 1));
  }

  /** Of a window's buffer: a pixel's beats stand at addresses of their own bits. */
  static int bufferWords(int depthPixels, int beats) {
    return depthPixels * powerOfTwo(beats);
  }

  private static int powerOfTwo(int atLeast) {
    return Integer.highestOneBit(2 * atLeast - 1);
  }

  private LooseEnd products(
      Node<IntegerOp> node, IntegerOp.Conv2d op, LooseEnd windows, Fold fold) {
    int channels = quantized.network().shape(node.input()).channels();
    FixedPoint type = op.weights();
    String file = wiring.name(node.name(), "weights") + ".mem";
    int beats = op.kernel() * op.kernel() * channels / fold.simd();
    int outputFolds = op.outputs() / fold.pe();
    int words = beats * outputFolds;
    int first = memories.firstBlockWords(words, fold.products() * type.width());
    boolean split = first > 0 && first < words;
    String restFile = split ? wiring.name(node.name(), "weights_rest") + ".mem" : "";
    Unit unit =
        new Unit.MatrixVector(
            beats,
            outputFolds,
            fold.simd(),
            fold.pe(),
            windows.type().bits(),
            windows.type().signed(),
            type.width(),
            quantized.range(node.name()).bits(),
            fold.kind().ordinal(),
            first,
            file,
            restFile);
    long[] weight = quantized.integers().get(node.name(), "weight").toLongs();
    long[][] ordered = ConstantMemories.inWindowOrder(weight, op.outputs(), channels, op.kernel());
    Memory memory = ConstantMemories.weights(file, ordered, fold, type.width());
    String name = wiring.name(node.name(), "matrix");
    List<Memory> parts = split ? memory.splitAt(first, restFile) : List.of(memory);
    wiring.unit(name, unit, node.name(), parts);
    wiring.connect(windows, new Port(name, "in"));
    return LooseEnd.ofNode(quantized, node.name(), new Port(name, "out"), fold.pe());
  }
}
