package org.skiptrim.export;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import onnx.TensorProto.DataType;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.Parameters.Values;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.network.Window;
import org.skiptrim.network.ZeroChannels;

/**
 * A network of real numbers in ONNX's operators: one for each node, under its name, batch norms
 * included. Parameters are named as PyTorch names them: {@code stem.conv.weight}.
 */
final class RealGraph implements RealOp.Visitor<String> {
  private final OnnxDraft draft = new OnnxDraft();
  private final TrainedNetwork trained;
  private final Network<RealOp> network;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, String> results = new HashMap<>();
  private Node<RealOp> node;

  private RealGraph(TrainedNetwork trained) {
    this.trained = trained;
    this.network = trained.network();
  }

  /**
   * The graph; its result has the name of the network's last node.
   *
   * @throws ExportException naming every node that rounds
   */
  static OnnxDraft of(TrainedNetwork trained) throws ExportException {
    RealGraph graph = new RealGraph(trained);
    graph.write();
    if (!graph.problems.isEmpty()) {
      throw ExportException.of(ExportFormat.ONNX, graph.problems);
    }
    return graph.draft;
  }

  private void write() {
    for (Node<RealOp> next : network.nodes()) {
      node = next;
      results.put(next.name(), next.op().accept(this));
    }
    String last = results.get(network.output().name());
    if (!(network.output().op() instanceof RealOp.Dense)) {
      last = draft.node("Flatten", last + "/flat", List.of(last));
    }
    draft.output(last, DataType.FLOAT, network.shape(network.output().name()).size());
  }

  @Override
  public String input(RealOp.Input op) {
    return draft.input(node.name(), op.shape());
  }

  @Override
  public String conv2d(RealOp.Conv2d op) {
    QuantizersRefused.check(node, problems);
    return draft.node(
        "Conv",
        node.name(),
        List.of(in(0), parameter("weight")),
        ConvolutionNodes.attributes(op.window().orElseThrow()));
  }

  @Override
  public String maxPool(RealOp.MaxPool op) {
    return pool("MaxPool", op);
  }

  @Override
  public String averagePool(RealOp.AveragePool op) {
    return pool("AveragePool", op);
  }

  private String pool(String type, RealOp op) {
    Window window = op.window().orElseThrow();
    return draft.node(type, node.name(), List.of(in(0)), ConvolutionNodes.attributes(window));
  }

  @Override
  public String batchNorm(RealOp.BatchNorm op) {
    List<String> inputs = new ArrayList<>(List.of(in(0)));
    for (String name : List.of("weight", "bias", "running_mean", "running_var")) {
      inputs.add(parameter(name));
    }
    return draft.node(
        "BatchNormalization", node.name(), inputs, Attribute.real("epsilon", op.epsilon()));
  }

  @Override
  public String relu(RealOp.Relu op) {
    return draft.node("Relu", node.name(), List.of(in(0)));
  }

  @Override
  public String add(RealOp.Add op) {
    return draft.node("Add", node.name(), List.of(in(0), in(1)));
  }

  @Override
  public String zeroPadShortcut(RealOp.ZeroPadShortcut op) {
    ZeroChannels zeros = ZeroChannels.of(network.shape(node.input()).channels(), op.outputs());
    return LayoutNodes.zeroPad(draft, node.name(), in(0), op.stride(), zeros);
  }

  @Override
  public String scale(RealOp.Scale op) {
    String factor = draft.scalar(node.name() + ".factor", DataType.FLOAT, op.factor());
    return draft.node("Mul", node.name(), List.of(in(0), factor));
  }

  @Override
  public String globalAveragePool(RealOp.GlobalAveragePool op) {
    return draft.node("GlobalAveragePool", node.name(), List.of(in(0)));
  }

  @Override
  public String dense(RealOp.Dense op) {
    QuantizersRefused.check(node, problems);
    String flat = draft.node("Flatten", node.name() + "/flat", List.of(in(0)));
    return draft.node(
        "Gemm",
        node.name(),
        List.of(flat, parameter("weight"), parameter("bias")),
        Attribute.integer("transB", 1));
  }

  @Override
  public String quantize(RealOp.Quantize op) {
    QuantizersRefused.check(node, problems);
    return in(0);
  }

  private String parameter(String name) {
    Values values = trained.parameters().get(node.name(), name);
    long[] extents = values.shape().stream().mapToLong(Integer::longValue).toArray();
    return draft.constant(node.name() + "." + name, DataType.FLOAT, values.data(), extents);
  }

  private String in(int index) {
    return results.get(node.inputs().get(index));
  }
}
