package org.skiptrim.engine;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.skiptrim.fixedpoint.Overflow;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.RealOp;

/**
 * One forward pass on real numbers: each visit makes a node's tensor, batch × C × H × W. What
 * differs between learning and inference is in the subclasses; from the pool on all is in 32 bits.
 */
abstract class RealForward implements RealOp.Visitor<Tensor> {
  private static final double BATCH_NORM_MOMENTUM = 0.1;

  private final Network<RealOp> network;
  private final Set<String> features;
  private final GraphPass<RealOp> pass;
  private Node<RealOp> node;

  /** A pass that keeps the results of the nodes named. */
  RealForward(Network<RealOp> network, Set<String> features) {
    this.network = network;
    this.pass = new GraphPass<>(network);
    this.features = features;
  }

  /** The logits, and the results of the nodes named. */
  Outputs run() {
    String output = network.output().name();
    Set<String> kept = new HashSet<>(features);
    kept.add(output);
    Map<String, Value> results = new HashMap<>();
    pass.run(this::visit, kept).forEach((name, made) -> results.put(name, new Value(made)));
    Value logits = results.get(output);
    results.keySet().retainAll(features);
    return new Outputs(logits, results);
  }

  private Tensor visit(Node<RealOp> next) {
    node = next;
    return next.op().accept(this);
  }

  /** The node that makes that input. */
  final Node<RealOp> source(int index) {
    return network.node(node.inputs().get(index));
  }

  /** The node that is being visited. */
  final Node<RealOp> node() {
    return node;
  }

  final Tensor in(int index) {
    return pass.result(node.inputs().get(index));
  }

  /** Whether nothing but this node reads that input. */
  final boolean isFree(int index) {
    String input = node.inputs().get(index);
    return network.readers(input).size() == 1
        && !features.contains(input)
        && !network.node(input).op().beginsNetwork();
  }

  /**
   * Whether the node's only reader is a quantizer whose type has no negative numbers and saturates:
   * it does what a ReLU before it would do.
   */
  final boolean isPartOfQuantizer() {
    List<Node<RealOp>> readers = network.readers(node.name());
    return readers.size() == 1
        && !features.contains(node.name())
        && readers.get(0).op() instanceof RealOp.Quantize quantize
        && !quantize.type().signed()
        && quantize.type().overflow() == Overflow.SATURATE;
  }

  static Tensor convolution(Tensor in, Tensor weight, TensorOptional bias, RealOp.Conv2d op) {
    boolean apart = op.kernel() == 1 && op.stride() > 1 && hasOddChannels(weight);
    boolean around = op.asymmetry() != 0; // libtorch pads opposite sides alike
    Tensor padded = around ? Tensors.padded(in, op.window().orElseThrow(), 0) : in;
    Tensor pixels = apart ? Tensors.channelsLast(Tensors.everyNth(padded, op.stride())) : padded;
    long step = apart ? 1 : op.stride();
    long padding = around ? 0 : op.padding();
    return torch.conv2d(
        pixels,
        weight,
        bias,
        new long[] {step, step},
        new long[] {padding, padding},
        new long[] {1, 1},
        1);
  }

  /**
   * For such channels oneDNN's weight gradient of a 1×1 convolution with a stride writes beyond its
   * workspace (seen with 4 and 6 channels in libtorch 2.10, with AVX2 and AVX-512).
   */
  private static boolean hasOddChannels(Tensor weight) {
    return weight.size(0) % 16 != 0 || weight.size(1) % 16 != 0;
  }

  /**
   * Batch normalization.
   *
   * @param parameters by name
   * @param training whether the statistics are the batch's, and the running ones updated
   */
  final Tensor norm(RealOp.BatchNorm op, Function<String, Tensor> parameters, boolean training) {
    return torch.batch_norm(
        in(0),
        new TensorOptional(parameters.apply("weight")),
        new TensorOptional(parameters.apply("bias")),
        new TensorOptional(parameters.apply("running_mean")),
        new TensorOptional(parameters.apply("running_var")),
        training,
        BATCH_NORM_MOMENTUM,
        op.epsilon(),
        true);
  }

  final Tensor dense(RealOp.Dense op, Tensor weight, Tensor bias) {
    Tensor used = op.weights().map(t -> WeightQuantization.perLayer(weight, t)).orElse(weight);
    Tensor flat = in(0).to(ScalarType.Float).flatten(1, -1);
    return torch.linear(flat, used, new TensorOptional(bias));
  }

  @Override
  public Tensor zeroPadShortcut(RealOp.ZeroPadShortcut op) {
    return Tensors.zeroPadShortcut(in(0), op.outputs(), op.stride());
  }

  @Override
  public Tensor scale(RealOp.Scale op) {
    return in(0).mul(new Scalar(op.factor()));
  }

  @Override
  public Tensor maxPool(RealOp.MaxPool op) {
    Tensor padded = Tensors.padded(in(0), op.window().orElseThrow(), Double.NEGATIVE_INFINITY);
    long[] kernel = {op.kernel(), op.kernel()};
    long[] stride = {op.stride(), op.stride()};
    return torch.max_pool2d(padded, kernel, stride, new long[] {0, 0}, new long[] {1, 1}, false);
  }

  @Override
  public Tensor averagePool(RealOp.AveragePool op) {
    long[] kernel = {op.kernel(), op.kernel()};
    long[] stride = {op.stride(), op.stride()};
    return torch.avg_pool2d(
        in(0), kernel, stride, new long[] {0, 0}, false, true, new LongOptional());
  }

  /** Not as a mean over two dimensions, whose gradient loses the layout with channels last. */
  @Override
  public Tensor globalAveragePool(RealOp.GlobalAveragePool op) {
    Tensor real = in(0).to(ScalarType.Float);
    return torch.avg_pool2d(real, real.size(2), real.size(3)).flatten(1, -1);
  }

  @Override
  public Tensor quantize(RealOp.Quantize op) {
    return Rounding.fakeQuantize(in(0), op.type());
  }
}
