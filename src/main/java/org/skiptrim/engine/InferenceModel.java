package org.skiptrim.engine;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.NormGain;
import org.skiptrim.network.Parameters;
import org.skiptrim.network.Parameters.Values;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.TrainedNetwork;

/**
 * A network that only computes, in the form that is fastest: batch norm is folded into the
 * convolution before it, and ReLU and add write over their inputs where nothing else reads these.
 * What a teacher costs is in docs/rationale/speed.md. Close it to free its parameters.
 */
public final class InferenceModel implements AutoCloseable {
  private final Owned owned = new Owned();
  private final Network<RealOp> network;
  private final ScalarType type;
  private final Map<String, Map<String, Tensor>> parameters = new HashMap<>();

  /**
   * Copies the parameters.
   *
   * @param arithmetic of feature maps and convolutions
   */
  public InferenceModel(TrainedNetwork trained, Arithmetic arithmetic) {
    this.network = trained.network();
    this.type = arithmetic.scalarType();
    try (EngineScope scope = EngineScope.inference()) {
      Set<Node<RealOp>> folded = new HashSet<>();
      for (Node<RealOp> node : network.nodes()) {
        Node<RealOp> norm = foldedNorm(node);
        if (norm != null) {
          fold(node, NormGain.of(norm, trained.parameters()), trained.parameters());
          folded.add(norm);
        } else if (!folded.contains(node)) {
          load(node, trained.parameters());
        }
      }
    }
  }

  /** The batch norm that is a convolution's only reader, or null. */
  private Node<RealOp> foldedNorm(Node<RealOp> node) {
    var readers = network.readers(node.name());
    return node.op() instanceof RealOp.Conv2d convolution
            && convolution.weights().isEmpty()
            && readers.size() == 1
            && readers.get(0).op() instanceof RealOp.BatchNorm
        ? readers.get(0)
        : null;
  }

  /** The gain goes into the weights; what is left of the norm becomes a bias. */
  private void fold(Node<RealOp> conv, NormGain norm, Parameters all) {
    Values weight = all.get(conv.name(), "weight");
    double[] gains = norm.gains();
    double[] folded = weight.data().clone();
    int size = folded.length / gains.length;
    for (int i = 0; i < folded.length; i++) {
      folded[i] *= gains[i / size];
    }
    put(conv.name(), "weight", new Values(weight.shape(), folded), type);
    put(conv.name(), "bias", Values.vector(norm.offsets()), type);
  }

  private void load(Node<RealOp> node, Parameters all) {
    ScalarType used = Arithmetic.multipliesIn(node.op()) ? type : ScalarType.Float;
    all.nodes()
        .getOrDefault(node.name(), Map.of())
        .forEach((name, values) -> put(node.name(), name, values, used));
  }

  private void put(String node, String name, Values values, ScalarType type) {
    Tensor tensor = Tensors.of(values, type);
    Tensor laidOut = values.shape().size() == 4 ? Tensors.channelsLast(tensor) : tensor;
    parameters.computeIfAbsent(node, key -> new HashMap<>()).put(name, owned.keep(laidOut));
  }

  /** The logits of a batch; batch norm uses its running statistics. */
  public Value forward(Value images) {
    return forward(images, Set.of()).logits();
  }

  /**
   * The same with the feature maps of some nodes.
   *
   * @param features names of nodes, but not of convolutions, whose results are not there any more
   * @throws IllegalArgumentException naming the convolution
   */
  public Outputs forward(Value images, Set<String> features) {
    for (String name : features) {
      if (foldedNorm(network.node(name)) != null) {
        throw new IllegalArgumentException("the result of '" + name + "' is folded into its norm");
      }
    }
    return new InferenceForward(network, parameters, images.tensor().to(type), features).run();
  }

  @Override
  public void close() {
    owned.close();
  }
}
