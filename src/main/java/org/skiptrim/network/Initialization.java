package org.skiptrim.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.skiptrim.network.Parameters.Values;

/**
 * Fresh parameters: convolutions after He et al. (arXiv 1502.01852, fan-out), the dense layer
 * uniform in ±1/√inputs, batch norm the identity. The same seed makes the same numbers.
 */
public final class Initialization implements Op.Visitor<Map<String, Values>> {
  private final Random random;
  private Shape in;

  private Initialization(long seed) {
    random = new Random(seed);
  }

  /** Parameters for every node of the network that has some. */
  public static Parameters of(Network network, long seed) {
    Initialization initialization = new Initialization(seed);
    Map<String, Map<String, Values>> all = new LinkedHashMap<>();
    for (Node node : network.nodes()) {
      initialization.in = node.inputs().isEmpty() ? null : network.shape(node.inputs().get(0));
      Map<String, Values> values = node.op().accept(initialization);
      if (!values.isEmpty()) {
        all.put(node.name(), values);
      }
    }
    return new Parameters(all);
  }

  @Override
  public Map<String, Values> conv2d(Op.Conv2d op) {
    int area = op.kernel() * op.kernel();
    double deviation = Math.sqrt(2.0 / (op.outputs() * area));
    double[] weight = new double[op.outputs() * in.channels() * area];
    for (int i = 0; i < weight.length; i++) {
      weight[i] = (float) (deviation * random.nextGaussian());
    }
    List<Integer> shape = List.of(op.outputs(), in.channels(), op.kernel(), op.kernel());
    return Map.of("weight", new Values(shape, weight));
  }

  @Override
  public Map<String, Values> batchNorm(Op.BatchNorm op) {
    return Map.of(
        "weight", constant(1),
        "bias", constant(0),
        "running_mean", constant(0),
        "running_var", constant(1));
  }

  private Values constant(double value) {
    double[] data = new double[in.channels()];
    java.util.Arrays.fill(data, value);
    return Values.vector(data);
  }

  @Override
  public Map<String, Values> dense(Op.Dense op) {
    double bound = 1 / Math.sqrt(in.channels());
    Values weight =
        new Values(
            List.of(op.outputs(), in.channels()), uniform(op.outputs() * in.channels(), bound));
    return Map.of("weight", weight, "bias", Values.vector(uniform(op.outputs(), bound)));
  }

  private double[] uniform(int count, double bound) {
    return random.doubles(count).map(u -> (float) (bound * (2 * u - 1))).toArray();
  }

  @Override
  public Map<String, Values> input(Op.Input op) {
    return Map.of();
  }

  @Override
  public Map<String, Values> relu(Op.Relu op) {
    return Map.of();
  }

  @Override
  public Map<String, Values> add(Op.Add op) {
    return Map.of();
  }

  @Override
  public Map<String, Values> zeroPadShortcut(Op.ZeroPadShortcut op) {
    return Map.of();
  }

  @Override
  public Map<String, Values> scale(Op.Scale op) {
    return Map.of();
  }

  @Override
  public Map<String, Values> globalAveragePool(Op.GlobalAveragePool op) {
    return Map.of();
  }

  @Override
  public Map<String, Values> quantize(Op.Quantize op) {
    return Map.of();
  }

  @Override
  public Map<String, Values> requantize(Op.Requantize op) {
    throw integersAreMadeByTheQuantizer();
  }

  @Override
  public Map<String, Values> narrow(Op.Narrow op) {
    throw integersAreMadeByTheQuantizer();
  }

  @Override
  public Map<String, Values> globalSum(Op.GlobalSum op) {
    throw integersAreMadeByTheQuantizer();
  }

  private static IllegalArgumentException integersAreMadeByTheQuantizer() {
    return new IllegalArgumentException("a quantized network is not trained from scratch");
  }
}
