package org.skiptrim.onnx;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import onnx.NodeProto;
import org.skiptrim.network.Parameters.Values;
import org.skiptrim.network.RealOp;

/** Fully connected layers: Gemm, or MatMul with an Add behind it. */
final class DenseLayers {
  private final Draft draft;
  private final Readers readers;

  /** Results of the Adds whose constants are biases. */
  private final Set<String> added = new HashSet<>();

  DenseLayers(Draft draft, Readers readers) {
    this.draft = draft;
    this.readers = readers;
  }

  /** {@code alpha · x · B + beta · c}. */
  Feature gemm(Call call) throws Unsupported {
    if (call.attributes().integer("transA", 0) != 0) {
      throw new Unsupported("it transposes what depends on the image");
    }
    boolean transposed = call.attributes().integer("transB", 0) != 0;
    double[][] weight = rows(call.constant(1), transposed, call.attributes().real("alpha", 1));
    double[] bias = new double[weight.length];
    Optional<Constant> given = call.optional(2);
    if (given.isPresent()) {
      bias = bias(given.get(), weight.length, call.attributes().real("beta", 1));
    }
    return dense(call, weight, bias);
  }

  /** With the bias that an Add behind it adds, which is then done with. */
  Feature matMul(Call call) throws Unsupported {
    double[][] weight = rows(call.constant(1), false, 1);
    Optional<NodeProto> reader = readers.only(call.node());
    Optional<double[]> bias = reader.flatMap(add -> biasOf(add, call, weight.length));
    bias.ifPresent(taken -> added.add(reader.get().getOutput(0)));
    return dense(call, weight, bias.orElse(new double[weight.length]));
  }

  /** Whether a layer has the bias already that an Add would add. */
  boolean hasAdded(NodeProto add) {
    return added.contains(add.getOutput(0));
  }

  private Optional<double[]> biasOf(NodeProto add, Call product, int outputs) {
    if (!add.getOpType().equals("Add")) {
      return Optional.empty();
    }
    return add.getInputList().stream()
        .map(product.constants()::get)
        .filter(constant -> constant != null && constant.isForChannels(outputs))
        .map(constant -> spread(constant, outputs, 1))
        .findFirst();
  }

  /** Outputs × inputs. */
  private static double[][] rows(Constant matrix, boolean transposed, double factor)
      throws Unsupported {
    if (matrix.shape().size() != 2) {
      throw new Unsupported("its weights have shape %s, not two extents".formatted(matrix.shape()));
    }
    int rows = matrix.shape().get(0);
    int columns = matrix.shape().get(1);
    int outputs = transposed ? rows : columns;
    int inputs = transposed ? columns : rows;
    double[][] weight = new double[outputs][inputs];
    for (int o = 0; o < outputs; o++) {
      for (int i = 0; i < inputs; i++) {
        weight[o][i] = factor * matrix.data()[transposed ? o * columns + i : i * columns + o];
      }
    }
    return weight;
  }

  private static double[] bias(Constant given, int outputs, double factor) throws Unsupported {
    if (!given.isForChannels(outputs)) {
      throw new Unsupported(
          "its bias has shape %s for %d outputs".formatted(given.shape(), outputs));
    }
    return spread(given, outputs, factor);
  }

  private static double[] spread(Constant given, int outputs, double factor) {
    double[] bias = new double[outputs];
    Arrays.setAll(bias, i -> factor * given.data()[i % given.size()]);
    return bias;
  }

  private Feature dense(Call call, double[][] weight, double[] bias) throws Unsupported {
    Feature in = call.feature(0);
    int inputs = weight.length == 0 ? 0 : weight[0].length;
    if (!in.isVector() || in.shape().channels() != inputs) {
      throw new Unsupported(
          "it takes %d values of a map of %s; a layer after the mean over all pixels is supported"
              .formatted(inputs, in.shape()));
    }
    double[] flat = Arrays.stream(weight).flatMapToDouble(Arrays::stream).toArray();
    Map<String, Values> values = new HashMap<>();
    values.put("weight", new Values(List.of(weight.length, inputs), flat));
    values.put("bias", Values.vector(bias));
    String name = draft.names().ofLayer(call.node(), call.name(1));
    return draft.add(name, new RealOp.Dense(weight.length, Optional.empty()), values, in);
  }
}
