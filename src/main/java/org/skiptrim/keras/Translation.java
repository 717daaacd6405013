package org.skiptrim.keras;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import onnx.GraphProto;
import org.skiptrim.network.Shape;
import tools.jackson.databind.JsonNode;

/**
 * A model as an ONNX graph, layer by layer. ONNX has an operator for all that is taken over here,
 * so whatever the one reader learns (pools, kernels, paddings) the other knows.
 */
final class Translation {
  private static final int MOST = 1 << 14; // pixels of an image's side

  private final ModelConfig model;
  private final OnnxGraph graph = new OnnxGraph();
  private final WeightedLayers weighted;
  private final List<String> problems = new ArrayList<>();

  /** The value that a layer makes, by the layer's name. */
  private final Map<String, String> results = new HashMap<>();

  Translation(ModelConfig model, StoredWeights weights) throws KerasException {
    this.model = model;
    this.weighted = new WeightedLayers(graph, weights);
    for (Layer layer : model.inOrder()) {
      if (layer.type().equals(Layer.INPUT)) {
        results.put(layer.name(), graph.image(layer.name(), imageShape(layer)));
      } else {
        add(layer);
      }
    }
  }

  private void add(Layer layer) {
    if (!results.keySet().containsAll(layer.inputs())) {
      return; // what hangs on a layer that was refused is no problem of its own
    }
    try {
      results.put(layer.name(), result(layer));
    } catch (KerasException e) {
      problems.add(layer.described() + ": " + e.getMessage());
    }
  }

  private String result(Layer layer) throws KerasException {
    if (layer.calls() > 1) {
      throw new KerasException(
          "the model uses it %d times; once is supported".formatted(layer.calls()));
    }
    if (layer.type().equals("Add")) {
      return sum(layer);
    }
    if (layer.inputs().size() != 1) {
      throw new KerasException(
          "it reads %d layers; one is supported".formatted(layer.inputs().size()));
    }
    checkLayout(layer);
    return ofOne(layer, results.get(layer.inputs().get(0)));
  }

  /** One that reads one value. */
  private String ofOne(Layer layer, String in) throws KerasException {
    return switch (layer.type()) {
      case Layer.CONVOLUTION -> activated(layer, weighted.convolution(layer, in));
      case Layer.NORM -> weighted.norm(layer, in);
      case Layer.DENSE -> activated(layer, weighted.dense(layer, in));
      case "Activation" -> activated(layer, in);
      case "ReLU" -> relu(layer, in);
      case "Softmax" -> node("Softmax", layer, in);
      case "AveragePooling2D" -> pool("AveragePool", layer, in);
      case "MaxPooling2D" -> pool("MaxPool", layer, in);
      case "GlobalAveragePooling2D" -> node("GlobalAveragePool", layer, in);
      case "GlobalMaxPooling2D" -> node("GlobalMaxPool", layer, in);
      case "ZeroPadding2D" -> zeroPadding(layer, in);
      case "Flatten" -> flat(layer, in);
      case "Dropout", "SpatialDropout2D", "GaussianDropout", "GaussianNoise" -> in;
      default -> throw new KerasException("this layer is not supported" + remark(layer));
    };
  }

  private static String remark(Layer layer) {
    return switch (layer.type()) {
      case "Lambda" -> " (it holds Python code, which is not executed)";
      case "TFOpLambda", "SlicingOpLambda", "Operation" ->
          " (a function that is called without a layer)";
      case "Concatenate" -> " (branches that are concatenated; skips are added here)";
      case "Functional", "Sequential", "Model" -> " (a model within the model)";
      case "Rescaling", "Normalization" ->
          "; save the model without it and write its numbers as normalization";
      default -> "";
    };
  }

  private static Shape imageShape(Layer layer) throws KerasException {
    JsonNode shape =
        layer.config().has("batch_shape")
            ? layer.config().path("batch_shape")
            : layer.config().path("batch_input_shape");
    int[] extents = new int[3];
    for (int i = 0; i < extents.length; i++) {
      extents[i] = shape.path(i + 1).asInt(0);
      if (shape.size() != 4 || extents[i] < 1 || extents[i] > MOST) {
        throw new KerasException(
            "its images are of shape %s; build the model with Input(shape=(32, 32, 3)), say"
                .formatted(shape));
      }
    }
    return new Shape(extents[2], extents[0], extents[1]);
  }

  private static void checkLayout(Layer layer) throws KerasException {
    String format = layer.text("data_format", "channels_last");
    if (!format.equals("channels_last")) {
      throw new KerasException(
          "its data_format is %s; channels_last is supported".formatted(format));
    }
  }

  private String sum(Layer layer) throws KerasException {
    if (layer.inputs().size() < 2) {
      throw new KerasException("it adds %d layers".formatted(layer.inputs().size()));
    }
    String sum = results.get(layer.inputs().get(0));
    for (int i = 1; i < layer.inputs().size(); i++) {
      String name = layer.name() + (i == layer.inputs().size() - 1 ? "" : "." + i) + "/Add";
      sum = graph.node("Add", name, List.of(sum, results.get(layer.inputs().get(i))));
    }
    return sum;
  }

  private String node(String type, Layer layer, String in) {
    return graph.node(type, layer.name() + "/" + type, List.of(in));
  }

  /** What the layer's activation makes of a value. */
  private String activated(Layer layer, String in) throws KerasException {
    return switch (layer.activation()) {
      case "linear" -> in;
      case "relu" -> node("Relu", layer, in);
      case "softmax" -> node("Softmax", layer, in);
      default ->
          throw new KerasException(
              "its activation is %s; relu is supported, and softmax at the end"
                  .formatted(layer.activation()));
    };
  }

  private String relu(Layer layer, String in) throws KerasException {
    JsonNode most = layer.config().path("max_value");
    boolean plain = layer.number("negative_slope", 0) == 0 && layer.number("threshold", 0) == 0;
    if (!plain || !(most.isMissingNode() || most.isNull())) {
      throw new KerasException("it is not max(x, 0) (ReLU6 and leaky ones among others)");
    }
    return node("Relu", layer, in);
  }

  private String pool(String type, Layer layer, String in) throws KerasException {
    int[] size = layer.pair("pool_size", 2);
    JsonNode strides = layer.config().path("strides");
    int[] steps = strides.isMissingNode() || strides.isNull() ? size : layer.pair("strides", 2);
    return graph.node(
        type,
        layer.name() + "/" + type,
        List.of(in),
        OnnxGraph.integers("kernel_shape", size),
        OnnxGraph.integers("strides", steps),
        WeightedLayers.padding(layer));
  }

  private String zeroPadding(Layer layer, String in) throws KerasException {
    JsonNode padding = layer.config().path("padding");
    int[] sides = new int[4]; // top, bottom, left, right
    for (int i = 0; i < sides.length; i++) {
      JsonNode axis = padding.isArray() ? padding.path(i / 2) : padding;
      JsonNode side = axis.isArray() ? axis.path(i % 2) : axis;
      sides[i] = side.asInt(-1);
      if (sides[i] < 0 || sides[i] > MOST) {
        throw new KerasException("its padding is %s".formatted(padding));
      }
    }
    return graph.node(
        "Pad",
        layer.name() + "/Pad",
        List.of(in),
        OnnxGraph.integers("pads", 0, 0, sides[0], sides[2], 0, 0, sides[1], sides[3]));
  }

  /** Keras' vectors have the channels of a pixel side by side. */
  private String flat(Layer layer, String in) {
    String last =
        graph.node(
            "Transpose",
            layer.name() + "/Transpose",
            List.of(in),
            OnnxGraph.integers("perm", 0, 2, 3, 1));
    return node("Flatten", layer, last);
  }

  /** The layers that stand in the way, a line each. */
  List<String> problems() {
    return problems;
  }

  /** The graph of the others. */
  GraphProto graph() {
    return graph.withOutput(results.getOrDefault(model.output(), model.output()));
  }
}
