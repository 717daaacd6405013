package org.skiptrim.keras;

import java.util.Arrays;
import java.util.List;
import onnx.AttributeProto;
import org.skiptrim.network.Parameters.Values;
import tools.jackson.databind.JsonNode;

/** The layers with weights, which Keras has with the output channels last. */
final class WeightedLayers {
  private static final double EPSILON = 1e-3; // Keras' usual one

  private final OnnxGraph graph;
  private final StoredWeights weights;

  WeightedLayers(OnnxGraph graph, StoredWeights weights) {
    this.graph = graph;
    this.weights = weights;
  }

  String convolution(Layer layer, String in) throws KerasException {
    layer.requirePair("dilation_rate", 1);
    if (layer.number("groups", 1) != 1) {
      throw new KerasException(
          "it has %.0f groups; one is supported".formatted(layer.number("groups", 1)));
    }
    List<Values> stored = weights.of(layer, layer.flag("use_bias", true) ? 2 : 1);
    int[] size = layer.pair("kernel_size", 1);
    int outputs = (int) layer.number("filters", 0);
    List<Integer> shape = stored.get(0).shape();
    if (shape.size() != 4 || !shape.equals(List.of(size[0], size[1], shape.get(2), outputs))) {
      throw new KerasException(
          "its kernel has shape %s in the file; %d×%d and %d filters are configured"
              .formatted(shape, size[0], size[1], outputs));
    }
    String kernel = graph.constant(layer.name() + "/kernel", outputsFirst(stored.get(0)));
    List<String> inputs = withBias(layer, List.of(in, kernel), stored, outputs);
    return graph.node(
        "Conv",
        layer.name() + "/Conv",
        inputs,
        OnnxGraph.integers("kernel_shape", size),
        OnnxGraph.integers("strides", layer.pair("strides", 1)),
        padding(layer));
  }

  /** {@code same} has more zeros at the right and at the bottom where it cannot have as many. */
  static AttributeProto padding(Layer layer) throws KerasException {
    return switch (layer.text("padding", "valid")) {
      case "same" -> OnnxGraph.text("auto_pad", "SAME_UPPER");
      case "valid" -> OnnxGraph.text("auto_pad", "VALID");
      default -> throw new KerasException("its padding is " + layer.config().path("padding"));
    };
  }

  private List<String> withBias(Layer layer, List<String> inputs, List<Values> stored, int outputs)
      throws KerasException {
    if (stored.size() == 1) {
      return inputs;
    }
    checkVector(stored.get(1), outputs, "bias");
    String bias = graph.constant(layer.name() + "/bias", stored.get(1));
    return List.of(inputs.get(0), inputs.get(1), bias);
  }

  private static void checkVector(Values values, int length, String what) throws KerasException {
    if (!values.shape().equals(List.of(length))) {
      throw new KerasException(
          "its %s has shape %s for %d channels".formatted(what, values.shape(), length));
    }
  }

  /** Height × width × inputs × outputs as outputs × inputs × height × width. */
  private static Values outputsFirst(Values kernel) {
    int pixels = kernel.shape().get(0) * kernel.shape().get(1);
    int inputs = kernel.shape().get(2);
    int outputs = kernel.shape().get(3);
    double[] data = new double[kernel.data().length];
    for (int from = 0; from < data.length; from++) {
      int output = from % outputs;
      int input = from / outputs % inputs;
      int pixel = from / outputs / inputs;
      data[(output * inputs + input) * pixels + pixel] = kernel.data()[from];
    }
    return new Values(List.of(outputs, inputs, kernel.shape().get(0), kernel.shape().get(1)), data);
  }

  String norm(Layer layer, String in) throws KerasException {
    JsonNode axis = layer.config().path("axis");
    int along = (axis.isArray() ? axis.path(0) : axis).asInt(-1);
    if (along != -1 && along != 3) {
      throw new KerasException("it normalizes along axis %s; channels are last".formatted(axis));
    }
    boolean scale = layer.flag("scale", true);
    boolean center = layer.flag("center", true);
    int learned = (scale ? 1 : 0) + (center ? 1 : 0);
    List<Values> stored = weights.of(layer, learned + 2);
    int channels = stored.get(0).data().length;
    for (Values values : stored) {
      checkVector(values, channels, "array");
    }
    double[] ones = new double[channels];
    Arrays.fill(ones, 1);
    Values gamma = scale ? stored.get(0) : Values.vector(ones);
    Values beta = center ? stored.get(learned - 1) : Values.vector(new double[channels]);
    List<String> inputs =
        List.of(
            in,
            graph.constant(layer.name() + "/gamma", gamma),
            graph.constant(layer.name() + "/beta", beta),
            graph.constant(layer.name() + "/mean", stored.get(learned)),
            graph.constant(layer.name() + "/variance", stored.get(learned + 1)));
    AttributeProto epsilon = OnnxGraph.real("epsilon", layer.number("epsilon", EPSILON));
    return graph.node("BatchNormalization", layer.name() + "/BatchNormalization", inputs, epsilon);
  }

  String dense(Layer layer, String in) throws KerasException {
    List<Values> stored = weights.of(layer, layer.flag("use_bias", true) ? 2 : 1);
    int outputs = (int) layer.number("units", 0);
    List<Integer> shape = stored.get(0).shape();
    if (shape.size() != 2 || shape.get(1) != outputs) {
      throw new KerasException(
          "its kernel has shape %s in the file; %d units are configured".formatted(shape, outputs));
    }
    String kernel = graph.constant(layer.name() + "/kernel", stored.get(0));
    List<String> inputs = withBias(layer, List.of(in, kernel), stored, outputs);
    return graph.node("Gemm", layer.name() + "/Gemm", inputs);
  }
}
