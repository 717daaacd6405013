package org.skiptrim.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import onnx.AttributeProto;
import onnx.TensorProto.DataType;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.IntegerOp;
import org.skiptrim.network.IntegerRanges;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.Parameters.Values;
import org.skiptrim.network.Window;
import org.skiptrim.network.ZeroChannels;
import org.skiptrim.quantization.QuantizedNetwork;

/**
 * A network on integers as one of real numbers with QONNX's {@code Quant} nodes: each tensor is its
 * integers times a power of two, its unit.
 *
 * <pre>
 *   have:  x ─▶ Conv2d ─▶ Requantize ─▶        want:  x ─▶ Conv ─▶ BatchNormalization ─▶ Relu ─▶ Quant ─▶
 *   weight ─▶                                         weight ─▶ Quant ─▶
 * </pre>
 */
final class QonnxGraph implements IntegerOp.Visitor<QonnxGraph.Real> {
  /** Of QONNX's operators. */
  static final String DOMAIN = "qonnx.custom_op.general";

  private final OnnxDraft draft = new OnnxDraft();
  private final QuantizedNetwork quantized;
  private final Network<IntegerOp> network;
  private final IntegerRanges ranges;
  private final QuantNodes quants;
  private final List<String> problems = new ArrayList<>();
  private final QonnxNotes notes = new QonnxNotes();
  private final Map<String, Real> results = new HashMap<>();
  private Node<IntegerOp> node;

  /**
   * A tensor of real numbers.
   *
   * @param unit the real value of the integer 1
   */
  record Real(String name, double unit) {}

  private QonnxGraph(QuantizedNetwork quantized) {
    this.quantized = quantized;
    this.network = quantized.network();
    this.ranges = new IntegerRanges(network, quantized.integers(), quantized.inputType());
    this.quants = new QuantNodes(draft);
  }

  /**
   * The graph; its result has the name of the network's last node and is the integers times the
   * logits' step.
   *
   * @throws ExportException naming every node that QONNX cannot say
   */
  static QonnxGraph of(QuantizedNetwork quantized) throws ExportException {
    QonnxGraph graph = new QonnxGraph(quantized);
    graph.write();
    if (!graph.problems.isEmpty()) {
      throw ExportException.of(ExportFormat.QONNX, graph.problems);
    }
    return graph;
  }

  OnnxDraft draft() {
    return draft;
  }

  /** What the readers of the file should know. */
  List<String> notes() {
    return notes.lines();
  }

  private void write() {
    for (Node<IntegerOp> next : network.nodes()) {
      node = next;
      try {
        results.put(next.name(), next.op().accept(this));
      } catch (Unsaid e) {
        problems.add(
            "%s '%s' %s"
                .formatted(next.op().getClass().getSimpleName(), next.name(), e.getMessage()));
        results.put(next.name(), new Real(next.name(), 1));
      }
    }
    Real last = results.get(network.output().name());
    Real logits = inUnits(last, quantized.logitStep(), last.name() + "/logits");
    String name = logits.name();
    if (!(network.output().op() instanceof IntegerOp.Dense)) {
      name = draft.node("Flatten", name + "/flat", List.of(name));
    }
    draft.output(name, DataType.FLOAT, network.shape(network.output().name()).size());
  }

  /** The same integers with another unit. */
  private Real inUnits(Real x, double unit, String name) {
    if (x.unit() == unit) {
      return x;
    }
    String factor = draft.scalar(name + ".factor", DataType.FLOAT, unit / x.unit());
    return new Real(draft.node("Mul", name, List.of(x.name(), factor)), unit);
  }

  @Override
  public Real input(IntegerOp.Input op) {
    String image = draft.input(draft.unique("image"), op.shape());
    return settled(image, 1, false, quantized.inputType());
  }

  /** ReLU if asked, then a Quant, behind what rounds so many bits away. */
  private Real settled(String x, int shift, boolean relu, FixedPoint type) {
    notes.ofActivation(node.name(), type, shift);
    return new Real(quants.settled(node.name(), x, shift, relu, type), type.step());
  }

  @Override
  public Real conv2d(IntegerOp.Conv2d op) {
    notes.ofSums(node.name(), ranges.largest(node.name()));
    Window window = op.window().orElseThrow();
    Real x = in(0);
    double step = op.weights().step();
    String weight = weights(parameter("weight"), step, op.weights());
    AttributeProto[] attributes = ConvolutionNodes.attributes(window);
    AttributeProto[] all = Arrays.copyOf(attributes, attributes.length + 2);
    all[attributes.length] = Attribute.integers("dilations", 1, 1); // which hls4ml asks for
    all[attributes.length + 1] = Attribute.integer("group", 1);
    return new Real(
        draft.node("Conv", node.name(), List.of(x.name(), weight), all), x.unit() * step);
  }

  private String weights(Values integers, double step, FixedPoint type) {
    return quants.constant(
        node.name() + ".weight", integers, step, type.width(), node.name() + "/weight");
  }

  @Override
  public Real requantize(IntegerOp.Requantize op) {
    Real x = in(0);
    String name = node.name();
    ChannelNorms norms =
        ChannelNorms.of(op, parameter("scale").toLongs(), parameter("bias").toLongs());
    double down = Math.scalb(op.type().step(), -op.shift());
    int channels = norms.gain().length;
    String[] inputs = {
      x.name(),
      norm("weight", norms.gain(), down / x.unit()),
      norm("bias", norms.offset(), down),
      norm("running_mean", norms.mean(), x.unit()),
      draft.constant(name + ".running_var", DataType.FLOAT, ones(channels), channels)
    };
    String normed =
        draft.node(
            "BatchNormalization", name + "/norm", List.of(inputs), Attribute.real("epsilon", 0));
    return settled(normed, op.shift(), op.relu(), op.type());
  }

  private String norm(String parameter, double[] integers, double unit) {
    double[] reals = Arrays.stream(integers).map(integer -> integer * unit).toArray();
    QuantNodes.checkExact(reals, parameter);
    return draft.constant(node.name() + "." + parameter, DataType.FLOAT, reals, reals.length);
  }

  private static double[] ones(int count) {
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  @Override
  public Real add(IntegerOp.Add op) {
    Real first = in(0);
    if (first.unit() != in(1).unit()) {
      notes.ofScales(node.name());
    }
    double unit = Math.scalb(first.unit(), -op.firstShift());
    Real second = inUnits(in(1), Math.scalb(unit, op.secondShift()), node.name() + "/second");
    return new Real(draft.node("Add", node.name(), List.of(first.name(), second.name())), unit);
  }

  @Override
  public Real narrow(IntegerOp.Narrow op) {
    double unit = Math.scalb(op.type().step(), -op.shift());
    Real x = inUnits(in(0), unit, node.name() + "/units");
    return settled(x.name(), op.shift(), op.relu(), op.type());
  }

  @Override
  public Real zeroPadShortcut(IntegerOp.ZeroPadShortcut op) {
    notes.ofZeroPad(node.name());
    Real x = in(0);
    ZeroChannels zeros = ZeroChannels.of(network.shape(node.input()).channels(), op.outputs());
    return new Real(
        LayoutNodes.zeroPad(draft, node.name(), x.name(), op.stride(), zeros), x.unit());
  }

  @Override
  public Real maxPool(IntegerOp.MaxPool op) {
    Real x = in(0);
    return new Real(pool("MaxPool", x, op), x.unit());
  }

  /** The mean, as below. */
  @Override
  public Real windowSum(IntegerOp.WindowSum op) {
    Real x = in(0);
    return new Real(pool("AveragePool", x, op), x.unit() / (op.kernel() * op.kernel()));
  }

  private String pool(String type, Real x, IntegerOp op) {
    Window window = op.window().orElseThrow();
    return draft.node(type, node.name(), List.of(x.name()), ConvolutionNodes.attributes(window));
  }

  /** The mean, whose unit is smaller by as many as there are pixels. */
  @Override
  public Real globalSum(IntegerOp.GlobalSum op) {
    Real x = in(0);
    int pixels = network.shape(node.input()).pixels();
    return new Real(
        draft.node("GlobalAveragePool", node.name(), List.of(x.name())), x.unit() / pixels);
  }

  /** MatMul and Add: neither reader takes a Gemm as it is. */
  @Override
  public Real dense(IntegerOp.Dense op) {
    Real x = in(0);
    String name = node.name();
    boolean last = node.equals(network.output());
    double unit = last ? quantized.logitStep() : x.unit() * op.weights().step();
    double step = (float) (unit / x.unit());
    notes.ofSums(name, ranges.largest(name));
    notes.ofScale(name, step);
    Values transposed = LayoutNodes.transposed(parameter("weight"));
    String weight = weights(transposed, step, op.weights());
    String flat = draft.node("Flatten", name + "/flat", List.of(x.name()));
    String products = draft.node("MatMul", name + "/products", List.of(flat, weight));
    notes.ofBiases(name, QuantNodes.droppedBits(parameter("bias")));
    String bias = quants.biases(name, parameter("bias"), unit);
    return new Real(draft.node("Add", name, List.of(products, bias)), unit);
  }

  private Values parameter(String name) {
    return quantized.integers().get(node.name(), name);
  }

  private Real in(int index) {
    return results.get(node.inputs().get(index));
  }
}
