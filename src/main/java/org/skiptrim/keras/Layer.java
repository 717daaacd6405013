package org.skiptrim.keras;

import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * A layer of a model, as its configuration has it.
 *
 * @param type its class: {@code Conv2D}
 * @param inputs names of the layers that it reads
 * @param calls how often the model uses it
 */
record Layer(String type, String name, JsonNode config, List<String> inputs, int calls) {
  static final String INPUT = "InputLayer";
  static final String CONVOLUTION = "Conv2D";
  static final String NORM = "BatchNormalization";
  static final String DENSE = "Dense";

  /** Those that are read and have weights. */
  static final List<String> WITH_WEIGHTS = List.of(CONVOLUTION, NORM, DENSE);

  Layer {
    inputs = List.copyOf(inputs);
  }

  /** As messages name it. */
  String described() {
    return type + " '" + name + "'";
  }

  String text(String key, String usual) {
    return config.path(key).asString(usual);
  }

  boolean flag(String key, boolean usual) {
    return config.path(key).asBoolean(usual);
  }

  double number(String key, double usual) {
    return config.path(key).asDouble(usual);
  }

  /** An integer for height and width, or one for each. */
  int[] pair(String key, int usual) throws KerasException {
    JsonNode value = config.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return new int[] {usual, usual};
    }
    if (value.isInt()) {
      return new int[] {value.asInt(usual), value.asInt(usual)};
    }
    boolean both = value.isArray() && value.size() == 2;
    if (!both || !value.path(0).isInt() || !value.path(1).isInt()) {
      throw new KerasException("its %s is %s".formatted(key, value));
    }
    return new int[] {value.path(0).asInt(usual), value.path(1).asInt(usual)};
  }

  /** Refuses a setting that is not the usual one. */
  void requirePair(String key, int wanted) throws KerasException {
    int[] found = pair(key, wanted);
    if (!IntStream.of(found).allMatch(value -> value == wanted)) {
      throw new KerasException(
          "its %s is %d×%d; %d is supported".formatted(key, found[0], found[1], wanted));
    }
  }

  /** The function behind it: {@code linear} if there is none. */
  String activation() {
    JsonNode value = config.path("activation");
    // Keras 3 has some as objects, whose config is the name.
    return value.isObject() ? value.path("config").asString("?") : value.asString("linear");
  }
}
