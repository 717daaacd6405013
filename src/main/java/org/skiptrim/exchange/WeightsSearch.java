package org.skiptrim.exchange;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where the weights are in a checkpoint, whatever the training script called them: {@code {"net":
 * weights, "acc": 91.2, "optimizer": …}}. They are the one dict with the weights of convolutions.
 */
final class WeightsSearch {
  private static final int DEEPEST = 5;
  private static final int MOST_NAMED = 12;
  private static final int CONVOLUTION = 4; // extents

  private static final String REMEDY =
      "save the weights alone: torch.save(model.state_dict(), file)";

  /** A dict and its place, as Python writes it: {@code ['model']['net']}. */
  private record Place(String path, Object value, int depth) {}

  private final List<Place> withConvolutions = new ArrayList<>();
  private final List<Place> withTensors = new ArrayList<>();

  private WeightsSearch() {}

  /** The dict of tensors among what was unpickled, which may contain itself. */
  static Map<?, ?> find(Object root) throws ExchangeException {
    WeightsSearch search = new WeightsSearch();
    search.visit(root);
    List<Place> found =
        search.withConvolutions.isEmpty() ? search.withTensors : search.withConvolutions;
    if (found.size() == 1) {
      return (Map<?, ?>) found.get(0).value();
    }
    throw new ExchangeException(found.isEmpty() ? none(root) : several(found));
  }

  private void visit(Object root) {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Place> open = new ArrayDeque<>(List.of(new Place("", root, 0)));
    while (!open.isEmpty()) {
      Place place = open.remove();
      if (place.depth() <= DEEPEST && seen.add(place.value()) && !isWeights(place)) {
        children(place).forEach(open::add);
      }
    }
  }

  private boolean isWeights(Place place) {
    if (!(place.value() instanceof Map<?, ?> map)) {
      return false;
    }
    boolean tensors = map.entrySet().stream().anyMatch(WeightsSearch::isNamedTensor);
    boolean convolutions = map.entrySet().stream().anyMatch(WeightsSearch::isConvolution);
    if (tensors) {
      (convolutions ? withConvolutions : withTensors).add(place);
    }
    return convolutions;
  }

  private static boolean isNamedTensor(Map.Entry<?, ?> entry) {
    return entry.getKey() instanceof String && entry.getValue() instanceof TensorRef;
  }

  /** An optimizer's momentum has as many extents, but another name. */
  private static boolean isConvolution(Map.Entry<?, ?> entry) {
    return entry.getKey() instanceof String name
        && name.endsWith("weight")
        && entry.getValue() instanceof TensorRef tensor
        && tensor.shape().size() == CONVOLUTION;
  }

  private static List<Place> children(Place place) {
    Map<Object, Object> children = new LinkedHashMap<>();
    if (place.value() instanceof Map<?, ?> map) {
      children.putAll(map);
    } else if (place.value() instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        children.put((long) i, list.get(i));
      }
    }
    return children.entrySet().stream()
        .filter(child -> child.getValue() instanceof Map || child.getValue() instanceof List)
        .map(child -> new Place(place.path() + step(child), child.getValue(), place.depth() + 1))
        .toList();
  }

  private static String step(Map.Entry<Object, Object> child) {
    return child.getKey() instanceof Long index ? "[" + index + "]" : "['" + child.getKey() + "']";
  }

  private static String several(List<Place> found) {
    String first = found.get(0).path();
    return "its weights could be those in %s; save one alone: torch.save(torch.load(file)%s, other)"
        .formatted(
            found.stream()
                .limit(MOST_NAMED)
                .map(place -> place.path().isEmpty() ? "the file itself" : place.path())
                .collect(Collectors.joining(" or ")),
            first);
  }

  private static String none(Object root) {
    if (root instanceof Placeholder whole) {
      return "it holds a whole object (%s), which was not made; where its class is, %s"
          .formatted(whole.what(), REMEDY);
    }
    if (!(root instanceof Map<?, ?> map)) {
      return "it holds no dict; " + REMEDY;
    }
    if (map.isEmpty()) {
      return "it holds an empty dict; " + REMEDY;
    }
    return "none of what it holds is a dict of tensors, only %s; %s"
        .formatted(
            map.entrySet().stream()
                .limit(MOST_NAMED)
                .map(WeightsSearch::described)
                .collect(Collectors.joining(", ")),
            REMEDY);
  }

  private static String described(Map.Entry<?, ?> entry) {
    Object key = entry.getKey() instanceof Placeholder unusual ? unusual.what() : entry.getKey();
    return entry.getValue() instanceof Placeholder object
        ? key + " (" + object.what() + ")"
        : "" + key;
  }
}
