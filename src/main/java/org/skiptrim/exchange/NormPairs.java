package org.skiptrim.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which batch norm follows which convolution. Where a module has one of each, they belong together;
 * of the others the first norm follows the first convolution, and so on.
 *
 * @param file whose layers they are
 * @param norms in its order
 */
record NormPairs(FileLayers file, List<String> norms) {
  /** The norm of each convolution. */
  Map<String, String> of(List<String> convolutions) throws ExchangeException {
    Map<String, String> pairs = new LinkedHashMap<>();
    List<String> left = new ArrayList<>(norms);
    for (String convolution : convolutions) {
      List<String> beside = beside(convolution, norms);
      if (beside.size() == 1 && beside(convolution, convolutions).size() == 1) {
        pairs.put(convolution, beside.get(0));
        left.remove(beside.get(0));
      }
    }
    List<String> alone = convolutions.stream().filter(name -> !pairs.containsKey(name)).toList();
    if (alone.size() != left.size()) {
      throw new ExchangeException(
          "it has %d convolutions, but %d batch norms%s"
              .formatted(convolutions.size(), norms.size(), example(alone, left)));
    }
    for (int i = 0; i < left.size(); i++) {
      check(alone.get(i), left.get(i));
      pairs.put(alone.get(i), left.get(i));
    }
    return pairs;
  }

  private static String example(List<String> convolutions, List<String> norms) {
    return convolutions.size() > norms.size()
        ? "; each convolution needs one, such as " + convolutions.get(0)
        : "; " + norms.get(norms.size() - 1) + " follows none";
  }

  private void check(String convolution, String norm) throws ExchangeException {
    if (!file.shape(convolution).get(0).equals(file.shape(norm).get(0))) {
      throw new ExchangeException(
          "%s has %s channels, but %s, which should follow it, %s; name both under names"
              .formatted(
                  convolution, file.shape(convolution).get(0), norm, file.shape(norm).get(0)));
    }
    if (!file.ordered() && !isBeside(last(convolution), last(norm))) {
      throw new ExchangeException(
          "%s need not be the batch norm of %s, as a safetensors file keeps no order; name both under"
                  .formatted(norm, convolution)
              + " names: {stem.norm: …}");
    }
  }

  /** {@code bn2} beside {@code conv2}, or number 4 behind number 3. */
  private static boolean isBeside(String convolution, String norm) {
    boolean numbers = convolution.matches("\\d{1,6}") && norm.matches("\\d{1,6}");
    return numbers
        ? Integer.parseInt(norm) == Integer.parseInt(convolution) + 1
        : norm.replaceAll("\\D", "").equals(convolution.replaceAll("\\D", ""));
  }

  private static String last(String layer) {
    return layer.substring(layer.lastIndexOf('.') + 1);
  }

  private static List<String> beside(String layer, List<String> layers) {
    return layers.stream().filter(other -> parent(other).equals(parent(layer))).toList();
  }

  private static String parent(String layer) {
    return layer.substring(0, Math.max(0, layer.lastIndexOf('.')));
  }
}
