package org.skiptrim.export;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import onnx.AttributeProto;
import onnx.TensorProto.DataType;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.fixedpoint.Rounding;
import org.skiptrim.network.IntegerOp;
import org.skiptrim.network.IntegerRanges;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.Parameters.Values;
import org.skiptrim.network.Shape;
import org.skiptrim.network.Window;
import org.skiptrim.network.ZeroChannels;
import org.skiptrim.quantization.QuantizedNetwork;

/**
 * A network on integers in the standard's operators, so that whoever executes ONNX comes to the
 * same integers: every tensor between the image and the logits holds integers, in numbers that hold
 * them exactly ({@link IntegerRanges} says how large they get).
 *
 * <pre>
 *   have:  x ─▶ Conv2d ─▶ Requantize ─▶        want:  x ─▶ Conv ─▶ Mul ─▶ Add ─▶ Mul ─▶ Round ─▶
 *                                                     QuantizeLinear ─▶ Clip ─▶ DequantizeLinear ─▶
 * </pre>
 */
final class QcdqGraph implements IntegerOp.Visitor<Exact> {
  private final OnnxDraft draft = new OnnxDraft();
  private final IntegerNodes integers = new IntegerNodes(draft);
  private final ConvolutionNodes convolutions = new ConvolutionNodes(draft, integers);
  private final QuantizedNetwork quantized;
  private final Network<IntegerOp> network;
  private final IntegerRanges ranges;
  private final Map<String, Exact> results = new HashMap<>();
  private Node<IntegerOp> node;

  private QcdqGraph(QuantizedNetwork quantized) {
    this.quantized = quantized;
    this.network = quantized.network();
    this.ranges = new IntegerRanges(network, quantized.integers(), quantized.inputType());
  }

  /**
   * The graph, with two results: {@code logit_integers}, and {@code logits}, which are those times
   * the logits' step in float32.
   */
  static OnnxDraft of(QuantizedNetwork quantized) throws ExportException {
    if (quantized.inputType().width() > Math.getExponent(Carrier.FLOAT.limit())) {
      throw new ExportException(
          "its image is of %s, and an ONNX file's images are float32, which holds 24 bits; quantize it anew with a narrower input"
              .formatted(quantized.inputType()));
    }
    QcdqGraph graph = new QcdqGraph(quantized);
    graph.write();
    return graph.draft;
  }

  private void write() {
    for (Node<IntegerOp> next : network.nodes()) {
      node = next;
      results.put(next.name(), next.op().accept(this));
    }
    Exact last = results.get(network.output().name());
    Shape shape = network.shape(network.output().name());
    if (!(network.output().op() instanceof IntegerOp.Dense)) {
      last = flat(last, network.output().name() + "/flat");
    }
    String whole = draft.unique("logit_integers");
    Exact integer = integers.cast(last, Carrier.INT64, whole);
    draft.output(whole, DataType.INT64, shape.size());
    Exact real =
        integers.with(
            "Mul", whole + "/real", integers.to(Carrier.DOUBLE, integer), quantized.logitStep());
    String logits = draft.unique("logits");
    integers.cast(real, Carrier.FLOAT, logits);
    draft.output(logits, DataType.FLOAT, shape.size());
  }

  /** The image comes as real numbers, as the network of before had it. */
  @Override
  public Exact input(IntegerOp.Input op) {
    FixedPoint type = quantized.inputType();
    String image = draft.input(draft.unique("image"), op.shape());
    if (IntegerNodes.isByte(type) && type.rounding() == Rounding.HALF_EVEN) {
      return integers.quantized(image, type.step(), false, type, node.name());
    }
    Exact real = integers.to(Carrier.DOUBLE, new Exact(image, Carrier.FLOAT));
    Exact steps = integers.scaled(real, type.fractionBits(), node.name() + "/steps");
    Exact rounded = integers.rounded(steps, type.rounding(), node.name());
    return integers.narrowed(rounded, false, type, node.name());
  }

  @Override
  public Exact conv2d(IntegerOp.Conv2d op) {
    Window window = op.window().orElseThrow();
    double inputs = ranges.of(node.input()).magnitude();
    return convolutions.of(
        node.name(), in(0), window, parameter("weight"), inputs, ranges.largest(node.name()));
  }

  @Override
  public Exact requantize(IntegerOp.Requantize op) {
    if (ranges.multipliesInParts(node.name())) {
      return inParts(op);
    }
    Carrier carrier = carrierOfRounded(op.shift());
    Exact product = times(integers.to(carrier, in(0)), node.name() + "/scaled_sum");
    Exact sum = plusBias(product, node.name() + "/biased_sum");
    return integers.settled(sum, op.shift(), op.relu(), op.type(), node.name());
  }

  /** Rounding adds up to a half, which is less than 2^shift. */
  private Carrier carrierOfRounded(int shift) {
    return Carrier.of(ranges.largest(node.name()) + Math.scalb(1.0, Math.max(0, shift)));
  }

  private Exact times(Exact x, String name) {
    return integers.both("Mul", name, x, perChannel("scale", x.carrier()));
  }

  private Exact plusBias(Exact x, String name) {
    return integers.both("Add", name, x, perChannel("bias", x.carrier()));
  }

  private Exact perChannel(String parameter, Carrier carrier) {
    double[] values = parameter(parameter).data();
    String name = node.name() + "." + parameter;
    return new Exact(draft.constant(name, carrier.type(), values, 1, values.length, 1, 1), carrier);
  }

  /**
   * The product of a sum and its scale takes over 63 bits: its upper and lower part are computed
   * apart. What is dropped of the lower one counts as a half of a step, so that a tie is a tie.
   */
  private Exact inParts(IntegerOp.Requantize op) {
    int bits = IntegerRanges.LOW_BITS;
    String name = node.name();
    Exact sum = integers.to(Carrier.INT64, in(0));
    Exact high = integers.quotient(sum, bits, name + "/high");
    Exact low =
        integers.both("Sub", name + "/low", sum, integers.scaled(high, bits, name + "/high_worth"));
    Exact lower = plusBias(times(low, name + "/low_product"), name + "/low_sum");
    Exact carry = integers.quotient(lower, bits, name + "/carry");
    Exact upper = integers.both("Add", name + "/upper", times(high, name + "/high_product"), carry);
    Exact rest =
        integers.both(
            "Sub", name + "/rest", lower, integers.scaled(carry, bits, name + "/carry_worth"));
    Exact isRest = integers.with("Min", name + "/is_rest", rest, 1);
    Exact halves =
        integers.both("Add", name + "/halves", integers.scaled(upper, 1, name + "/twice"), isRest);
    return integers.settled(halves, op.shift() - bits + 1, op.relu(), op.type(), name);
  }

  @Override
  public Exact add(IntegerOp.Add op) {
    Carrier carrier = Carrier.of(ranges.largest(node.name()));
    Exact first =
        integers.scaled(integers.to(carrier, in(0)), op.firstShift(), node.name() + "/first_steps");
    Exact second =
        integers.scaled(
            integers.to(carrier, in(1)), op.secondShift(), node.name() + "/second_steps");
    return integers.both("Add", node.name(), first, second);
  }

  @Override
  public Exact narrow(IntegerOp.Narrow op) {
    Exact x = integers.to(carrierOfRounded(op.shift()), in(0));
    return integers.settled(x, op.shift(), op.relu(), op.type(), node.name());
  }

  @Override
  public Exact zeroPadShortcut(IntegerOp.ZeroPadShortcut op) {
    Exact x = in(0);
    ZeroChannels zeros = ZeroChannels.of(network.shape(node.input()).channels(), op.outputs());
    return new Exact(
        LayoutNodes.zeroPad(draft, node.name(), x.name(), op.stride(), zeros), x.carrier());
  }

  /** ONNX Runtime has no maximum of INT64; what reaches a pool is of a type and fits others. */
  @Override
  public Exact maxPool(IntegerOp.MaxPool op) {
    Exact x = in(0).carrier() == Carrier.INT64 ? integers.to(Carrier.DOUBLE, in(0)) : in(0);
    Window window = op.window().orElseThrow();
    return new Exact(
        draft.node("MaxPool", node.name(), List.of(x.name()), ConvolutionNodes.attributes(window)),
        x.carrier());
  }

  /** The pixels of each tap, added up: exact in every carrier, of which a mean knows one. */
  @Override
  public Exact windowSum(IntegerOp.WindowSum op) {
    Exact x = integers.to(Carrier.of(ranges.largest(node.name())), in(0));
    Shape out = network.shape(node.name());
    Exact sum = null;
    for (int tap = 0; tap < op.kernel() * op.kernel(); tap++) {
      String name = node.name() + "/tap" + tap;
      int[] from = {tap / op.kernel(), tap % op.kernel()};
      Exact pixels =
          new Exact(
              LayoutNodes.everyNth(draft, name, x.name(), op.stride(), from, out), x.carrier());
      sum = sum == null ? pixels : integers.both("Add", name + "/sum", sum, pixels);
    }
    return sum;
  }

  @Override
  public Exact globalSum(IntegerOp.GlobalSum op) {
    Exact x = integers.to(Carrier.of(ranges.largest(node.name())), in(0));
    String axes = draft.positions(node.name() + ".axes", 2, 3);
    AttributeProto keep = Attribute.integer("keepdims", 1);
    return new Exact(
        draft.node("ReduceSum", node.name(), List.of(x.name(), axes), keep), x.carrier());
  }

  @Override
  public Exact dense(IntegerOp.Dense op) {
    Carrier carrier = Carrier.of(ranges.largest(node.name()));
    String name = node.name();
    Exact x = flat(integers.to(carrier, in(0)), name + "/flat");
    Values weight = LayoutNodes.transposed(parameter("weight"));
    String stored =
        draft.constant(
            name + ".weight",
            ConvolutionNodes.storage(weight),
            weight.data(),
            weight.shape().get(0),
            weight.shape().get(1));
    Exact weights = integers.cast(new Exact(stored, carrier), carrier, name + "/weight");
    double[] bias = parameter("bias").data();
    String added = draft.constant(name + ".bias", carrier.type(), bias, bias.length);
    Exact products = integers.both("MatMul", name + "/products", x, weights);
    return integers.both("Add", name, products, new Exact(added, carrier));
  }

  private Exact flat(Exact x, String name) {
    return new Exact(draft.node("Flatten", name, List.of(x.name())), x.carrier());
  }

  private Values parameter(String name) {
    return quantized.integers().get(node.name(), name);
  }

  private Exact in(int index) {
    return results.get(node.inputs().get(index));
  }
}
