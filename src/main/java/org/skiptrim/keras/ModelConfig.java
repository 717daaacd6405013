package org.skiptrim.keras;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The graph of a model, as Keras writes it in JSON: a Functional or a Sequential one.
 *
 * @param layers in the file's order, by which weights are counted
 * @param output the layer whose result is the model's
 */
record ModelConfig(List<Layer> layers, String output) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MOST_LAYERS = 4_000;

  ModelConfig {
    layers = List.copyOf(layers);
  }

  /**
   * Reads the configuration.
   *
   * @throws KerasException if it is of another kind of model
   */
  static ModelConfig parse(String json) throws KerasException {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JacksonException e) {
      throw new KerasException("its configuration is no JSON (" + e.getOriginalMessage() + ")");
    }
    JsonNode config = root.path("config");
    String type = root.path("class_name").asString("");
    return switch (type) {
      case "Functional", "Model" -> functional(config);
      case "Sequential" -> sequential(config);
      default ->
          throw new KerasException(
              "its model is of class '%s', whose graph is Python code; save a Functional or a Sequential one"
                  .formatted(type));
    };
  }

  private static ModelConfig functional(JsonNode config) throws KerasException {
    List<Layer> layers = new ArrayList<>();
    for (JsonNode layer : config.path("layers").values()) {
      JsonNode calls = layer.path("inbound_nodes");
      List<String> inputs = new ArrayList<>();
      addReferences(calls, inputs);
      layers.add(layer(layer, inputs, calls.size()));
    }
    List<String> outputs = new ArrayList<>();
    addReferences(config.path("output_layers"), outputs);
    if (outputs.size() != 1) {
      throw new KerasException(
          "it has %d outputs; a network that classifies has one: its logits"
              .formatted(outputs.size()));
    }
    return new ModelConfig(layers, outputs.get(0));
  }

  private static Layer layer(JsonNode layer, List<String> inputs, int calls) {
    JsonNode config = layer.path("config");
    String name = layer.path("name").asString(config.path("name").asString("?"));
    return new Layer(layer.path("class_name").asString("?"), name, config, inputs, calls);
  }

  /**
   * Names in what refers to layers, in their order: {@code [["conv2d", 0, 0, {}]]} in Keras 2,
   * {@code {"args": [{"class_name": "__keras_tensor__", "config": {"keras_history": ["conv2d", 0,
   * 0]}}]}} in Keras 3, which are both parts of lists.
   */
  private static void addReferences(JsonNode node, List<String> names) {
    if (node.isArray() && node.path(0).isString() && node.path(1).isInt()) {
      names.add(node.path(0).asString(""));
      return;
    }
    if (node.isArray() || node.isObject()) {
      node.values().forEach(part -> addReferences(part, names));
    }
  }

  /** Each layer reads the one before it. */
  private static ModelConfig sequential(JsonNode config) throws KerasException {
    JsonNode all = config.isArray() ? config : config.path("layers");
    List<Layer> layers = new ArrayList<>();
    for (JsonNode node : all.values()) {
      boolean isInput = node.path("class_name").asString("").equals(Layer.INPUT);
      if (layers.isEmpty() && !isInput) {
        layers.add(new Layer(Layer.INPUT, "input", node.path("config"), List.of(), 1));
      }
      List<String> before =
          layers.isEmpty() ? List.of() : List.of(layers.get(layers.size() - 1).name());
      layers.add(layer(node, before, 1));
    }
    if (layers.isEmpty()) {
      throw new KerasException("its model has no layers");
    }
    return new ModelConfig(layers, layers.get(layers.size() - 1).name());
  }

  /**
   * The layers, each after those that it reads.
   *
   * @throws KerasException if there is no such order
   */
  List<Layer> inOrder() throws KerasException {
    if (layers.size() > MOST_LAYERS) {
      throw new KerasException("its model has more than %,d layers".formatted(MOST_LAYERS));
    }
    Map<String, Layer> left = new LinkedHashMap<>();
    for (Layer layer : layers) {
      if (left.put(layer.name(), layer) != null) {
        throw new KerasException("two of its layers are named '" + layer.name() + "'");
      }
    }
    if (!left.containsKey(output)) {
      throw new KerasException("its output '%s' is no layer".formatted(output));
    }
    List<Layer> ordered = new ArrayList<>();
    Set<String> placed = new HashSet<>();
    while (!left.isEmpty()) {
      Layer next = next(left.values(), placed);
      left.remove(next.name());
      placed.add(next.name());
      ordered.add(next);
    }
    return ordered;
  }

  private static Layer next(Collection<Layer> left, Set<String> placed) throws KerasException {
    for (Layer layer : left) {
      if (placed.containsAll(layer.inputs())) {
        return layer;
      }
    }
    throw new KerasException(
        "%s reads a layer that is missing, or itself"
            .formatted(left.iterator().next().described()));
  }
}
