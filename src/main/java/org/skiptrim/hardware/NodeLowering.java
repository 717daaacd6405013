package org.skiptrim.hardware;

import java.util.List;
import java.util.Optional;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.fixedpoint.Overflow;
import org.skiptrim.hardware.Folding.Fold;
import org.skiptrim.hardware.Wiring.LooseEnd;
import org.skiptrim.network.IntegerOp;
import org.skiptrim.network.IntegerRange;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.Window;
import org.skiptrim.network.ZeroChannels;
import org.skiptrim.quantization.QuantizedNetwork;

/** The units of one node at a time; empty for an addition, which its narrowing takes along. */
final class NodeLowering implements IntegerOp.Visitor<Optional<LooseEnd>> {
  private final QuantizedNetwork quantized;
  private final Network<IntegerOp> network;
  private final Folding folding;
  private final Wiring wiring;
  private final MemoryStyles memories;
  private final NodeStreams streams;
  private final ConvolutionLowering convolutions;
  private final Requantization requantization;
  private Node<IntegerOp> node;

  /** Lowers into {@code wiring}. */
  NodeLowering(
      QuantizedNetwork quantized,
      Folding folding,
      Wiring wiring,
      MemoryStyles memories,
      NodeStreams streams) {
    this.quantized = quantized;
    this.network = quantized.network();
    this.folding = folding;
    this.wiring = wiring;
    this.memories = memories;
    this.streams = streams;
    this.convolutions = new ConvolutionLowering(quantized, folding, wiring, memories, streams);
    this.requantization = new Requantization(quantized, folding, memories);
  }

  /** Adds the node's units and answers its values. */
  Optional<LooseEnd> lower(Node<IntegerOp> next) {
    node = next;
    return next.op().accept(this);
  }

  @Override
  public Optional<LooseEnd> input(IntegerOp.Input op) {
    return Optional.of(end(Port.ofTop("in"), folding.lanes(node.name())));
  }

  @Override
  public Optional<LooseEnd> conv2d(IntegerOp.Conv2d op) {
    LooseEnd all = streams.take(node, 0);
    LooseEnd pixels =
        streams
            .plan(node, 0)
            .map(
                plan -> streams.delayed(convolutions.discard(op.window().orElseThrow(), all), plan))
            .orElse(all);
    return Optional.of(convolutions.lower(node, op, pixels));
  }

  @Override
  public Optional<LooseEnd> requantize(IntegerOp.Requantize op) {
    String file = wiring.name(node.name(), "constants") + ".mem";
    Unit.Requantize unit = requantization.unit(node, op, file);
    LooseEnd sums = wiring.convert(streams.take(node, 0), unit.lanes());
    if (!sums.type().signed()) {
      throw unsupported("requantizing of unsigned values", "a requantize after a convolution");
    }
    Memory memory =
        ConstantMemories.pairs(
            file,
            integers("scale"),
            unit.scaleBits(),
            requantization.biases(node, op),
            unit.biasBits(),
            unit.lanes());
    String name = wiring.name(node.name(), "requantize");
    wiring.unit(name, unit, node.name(), List.of(memory));
    wiring.connect(sums, new Port(name, "in"));
    return Optional.of(end(new Port(name, "out"), unit.lanes()));
  }

  @Override
  public Optional<LooseEnd> add(IntegerOp.Add op) {
    return Optional.empty();
  }

  @Override
  public Optional<LooseEnd> zeroPadShortcut(IntegerOp.ZeroPadShortcut op) {
    LooseEnd all = streams.take(node, 0);
    int channels = network.shape(node.input()).channels();
    LooseEnd kept = convolutions.discard(Window.subsampling(op.stride()), all);
    LooseEnd pixels = streams.plan(node, 0).map(plan -> streams.delayed(kept, plan)).orElse(kept);
    ZeroChannels zeros = ZeroChannels.of(channels, op.outputs());
    int lanes =
        Divisors.common(folding.lanes(node.name()), zeros.before(), channels, zeros.after());
    LooseEnd in = wiring.convert(pixels, lanes);
    String name = wiring.name(node.name(), "pad");
    Unit unit =
        new Unit.ChannelPad(zeros.before(), channels, zeros.after(), lanes, in.type().bits());
    wiring.unit(name, unit, node.name(), List.of());
    wiring.connect(in, new Port(name, "in"));
    return Optional.of(end(new Port(name, "out"), lanes));
  }

  @Override
  public Optional<LooseEnd> narrow(IntegerOp.Narrow op) {
    Node<IntegerOp> input = network.node(node.input());
    return input.op() instanceof IntegerOp.Add add ? residualAdd(input, add, op) : rescale(op);
  }

  private Optional<LooseEnd> residualAdd(
      Node<IntegerOp> add, IntegerOp.Add sum, IntegerOp.Narrow op) {
    int lanes = folding.lanes(node.name());
    int skipInput = streams.skipInput(add);
    LooseEnd branch = wiring.convert(streams.take(add, 1 - skipInput), lanes);
    LooseEnd skip = wiring.convert(taken(add, skipInput), lanes);
    Unit unit =
        new Unit.ResidualAdd(
            lanes,
            branch.type().bits(),
            branch.type().signed(),
            skip.type().bits(),
            skip.type().signed(),
            sum.shift(1 - skipInput),
            sum.shift(skipInput),
            op.shift(),
            Requantization.roundingMode(op.type().rounding()),
            op.relu(),
            op.type().overflow() == Overflow.SATURATE,
            op.type().width(),
            op.type().signed());
    String name = wiring.name(node.name(), "add");
    wiring.unit(name, unit, node.name(), List.of());
    wiring.connect(branch, new Port(name, "branch"));
    wiring.connect(skip, new Port(name, "skip"));
    return Optional.of(end(new Port(name, "out"), lanes));
  }

  private Optional<LooseEnd> rescale(IntegerOp.Narrow op) {
    int lanes = folding.lanes(node.name());
    LooseEnd values = wiring.convert(taken(node, 0), lanes);
    Unit unit =
        new Unit.Rescale(
            lanes,
            values.type().bits(),
            values.type().signed(),
            op.shift(),
            Requantization.roundingMode(op.type().rounding()),
            op.relu(),
            op.type().overflow() == Overflow.SATURATE,
            op.type().width(),
            op.type().signed());
    String name = wiring.name(node.name(), "rescale");
    wiring.unit(name, unit, node.name(), List.of());
    wiring.connect(values, new Port(name, "in"));
    return Optional.of(end(new Port(name, "out"), lanes));
  }

  @Override
  public Optional<LooseEnd> globalSum(IntegerOp.GlobalSum op) {
    LooseEnd pixels = wiring.convert(streams.take(node, 0), folding.lanes(node.name()));
    return Optional.of(pool("sums", network.shape(node.input()).pixels(), pixels, false));
  }

  @Override
  public Optional<LooseEnd> windowSum(IntegerOp.WindowSum op) {
    return Optional.of(pool("sums", op.window().orElseThrow().pixels(), windows(), false));
  }

  @Override
  public Optional<LooseEnd> maxPool(IntegerOp.MaxPool op) {
    Window window = op.window().orElseThrow();
    if (quantized.range(node.input()).signed() && (window.padding() | window.paddingAfter()) != 0) {
      throw unsupported(
          "padded maximum of values that can be negative",
          "one after a ReLU, for which the zeros outside of the map are as good as nothing");
    }
    return Optional.of(pool("maximum", window.pixels(), windows(), true));
  }

  private LooseEnd windows() {
    LooseEnd pixels = wiring.convert(taken(node, 0), folding.lanes(node.name()));
    return convolutions.windowsOf(node, pixels);
  }

  /** What joins so many pixels that come one after the other. */
  private LooseEnd pool(String kind, int pixels, LooseEnd from, boolean maximum) {
    int lanes = from.type().lanes();
    Unit unit =
        new Unit.Pool(
            pixels,
            network.shape(node.input()).channels(),
            lanes,
            from.type().bits(),
            from.type().signed(),
            range().bits(),
            maximum);
    String name = wiring.name(node.name(), kind);
    wiring.unit(name, unit, node.name(), List.of());
    wiring.connect(from, new Port(name, "in"));
    return end(new Port(name, "out"), lanes);
  }

  @Override
  public Optional<LooseEnd> dense(IntegerOp.Dense op) {
    Fold fold = folding.fold(node.name());
    LooseEnd values = wiring.convert(streams.take(node, 0), fold.simd());
    FixedPoint type = op.weights();
    int biasBits = ConstantBits.signedHolding(integers("bias"));
    String weightsFile = wiring.name(node.name(), "weights") + ".mem";
    String biasFile = wiring.name(node.name(), "biases") + ".mem";
    int inputs = network.shape(node.input()).channels();
    int beats = inputs / fold.simd();
    int valueBits = values.type().bits();
    Unit unit =
        new Unit.Dense(
            inputs,
            op.outputs(),
            fold.simd(),
            fold.pe(),
            valueBits,
            values.type().signed(),
            type.width(),
            biasBits,
            range().bits(),
            memories.ram(ConvolutionUnits.bufferWords(2, beats), fold.simd() * valueBits),
            memories.blockWords(beats * (op.outputs() / fold.pe()), fold.products() * type.width()),
            weightsFile,
            biasFile);
    long[][] weights = ConstantMemories.rows(integers("weight"), op.outputs());
    List<Memory> memories =
        List.of(
            ConstantMemories.weights(weightsFile, () -> weights, fold, type.width()),
            ConstantMemories.values(biasFile, integers("bias"), fold.pe(), biasBits));
    String name = wiring.name(node.name(), "dense");
    wiring.unit(name, unit, node.name(), memories);
    wiring.connect(values, new Port(name, "in"));
    return Optional.of(end(new Port(name, "out"), fold.pe()));
  }

  /** What a node reads, through the FIFO that may be planned. */
  private LooseEnd taken(Node<IntegerOp> reader, int input) {
    LooseEnd early = streams.take(reader, input);
    return streams.plan(reader, input).map(plan -> streams.delayed(early, plan)).orElse(early);
  }

  private IllegalArgumentException unsupported(String what, String supported) {
    return new IllegalArgumentException(
        "node '%s': the hardware library has no %s; it has %s"
            .formatted(node.name(), what, supported));
  }

  /** The values of the current node. */
  private LooseEnd end(Port from, int lanes) {
    return LooseEnd.ofNode(quantized, node.name(), from, lanes);
  }

  private IntegerRange range() {
    return quantized.range(node.name());
  }

  private long[] integers(String name) {
    return quantized.integers().get(node.name(), name).toLongs();
  }
}
