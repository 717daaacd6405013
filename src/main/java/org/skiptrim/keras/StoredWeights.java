package org.skiptrim.keras;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.skiptrim.network.Parameters.Values;

/**
 * The arrays of each layer that has some, in the order in which Keras loads them: kernel and bias;
 * or γ, β, mean and variance.
 *
 * @param counted whether names are classes and numbers, {@code conv2d_1} for the second Conv2D of
 *     the model, whatever the layer is called
 * @param byName in the model's order, which the counted ones have within their class
 */
record StoredWeights(boolean counted, Map<String, List<Values>> byName) {
  /** Keras 3 and 2.13. The numbers of the latter have gaps. */
  private static final List<String> FOLDERS = List.of("layers", "_layer_checkpoint_dependencies");

  private static final String VARIABLES = "vars";
  private static final Pattern COUNTED = Pattern.compile("(.*?)(?:_(\\d{1,9}))?");

  /** All that is in a file. */
  static StoredWeights of(Hdf5 root) throws KerasException {
    for (String folder : FOLDERS) {
      if (root.has(folder)) {
        return counted(root.group(folder));
      }
    }
    Hdf5 group = root.has("model_weights") ? root.group("model_weights") : root;
    if (group.text("backend").orElse("").equals("theano")) {
      throw new KerasException(
          "Theano wrote it, whose kernels are mirrored; load it with TensorFlow and save it again");
    }
    List<String> layers = group.nameList("layer_names");
    if (layers.isEmpty()) {
      throw new KerasException(
          "it is an HDF5 file, but not one that Keras wrote: it has no layer_names");
    }
    Map<String, List<Values>> byName = new LinkedHashMap<>();
    for (String layer : layers) {
      Hdf5 arrays = group.group(layer);
      put(byName, layer, arrays, arrays.nameList("weight_names"));
    }
    return new StoredWeights(false, byName);
  }

  private static StoredWeights counted(Hdf5 folder) throws KerasException {
    Map<String, List<Values>> byName = new LinkedHashMap<>();
    List<String> sorted =
        folder.names().stream().sorted(Comparator.comparing(StoredWeights::sortable)).toList();
    for (String name : sorted) {
      Hdf5 layer = folder.group(name);
      if (layer.has(VARIABLES)) {
        Hdf5 variables = layer.group(VARIABLES);
        put(byName, name, variables, variables.names().stream().sorted().toList());
      }
    }
    return new StoredWeights(true, byName);
  }

  private static void put(
      Map<String, List<Values>> byName, String layer, Hdf5 arrays, List<String> names)
      throws KerasException {
    List<Values> values = new ArrayList<>();
    for (String name : names) {
      values.add(arrays.values(name));
    }
    if (!values.isEmpty()) {
      byName.put(layer, values);
    }
  }

  /** So that {@code conv2d_10} comes after {@code conv2d_2}, and {@code conv2d} before both. */
  private static String sortable(String name) {
    Matcher parts = matched(name);
    String number = parts.group(2) == null ? "0" : parts.group(2);
    return "%s %09d".formatted(parts.group(1), Integer.parseInt(number));
  }

  private static Matcher matched(String name) {
    Matcher matcher = COUNTED.matcher(name);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + name + "' is no name");
    }
    return matcher;
  }

  /** The same by the layers' own names. */
  StoredWeights named(List<Layer> layers) throws KerasException {
    if (!counted) {
      return this;
    }
    Map<String, List<Values>> named = new LinkedHashMap<>();
    for (String type : Layer.WITH_WEIGHTS) {
      List<Layer> ofType = layers.stream().filter(layer -> layer.type().equals(type)).toList();
      List<String> found =
          byName.keySet().stream()
              .filter(name -> matched(name).group(1).equals(snakeCase(type)))
              .toList();
      if (ofType.size() != found.size()) {
        throw new KerasException(
            "it has weights of %d %s layers where its configuration has %d"
                .formatted(found.size(), type, ofType.size()));
      }
      for (int i = 0; i < found.size(); i++) {
        named.put(ofType.get(i).name(), byName.get(found.get(i)));
      }
    }
    return new StoredWeights(false, named);
  }

  /** As Keras writes a class: {@code batch_normalization}. */
  private static String snakeCase(String type) {
    return type.replaceAll("(.)([A-Z][a-z]+)", "$1_$2").toLowerCase(Locale.ROOT);
  }

  /**
   * The arrays of a layer.
   *
   * @throws KerasException if they are not as many
   */
  List<Values> of(Layer layer, int count) throws KerasException {
    List<Values> values = byName.getOrDefault(layer.name(), List.of());
    if (values.size() != count) {
      throw new KerasException(
          "it has %d arrays in the file where it needs %d".formatted(values.size(), count));
    }
    return values;
  }
}
