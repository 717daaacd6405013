package org.skiptrim.quantization;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.RealOp;

/**
 * The types of a quantized network.
 *
 * @param weights of convolutions and the dense layer, signed
 * @param activations between layers; unsigned where a ReLU stands before, else signed
 * @param input of the image
 * @param sums what adds read, of any bits; as activations if empty
 * @param layers types of single layers: by name, by {@code first} or {@code last}, or by a pattern
 *     with {@code *}, of which the first of these that there is holds
 * @param automatic whether the binary points of activations and sums are only where the choice
 *     begins, and calibration images decide ({@link BinaryPoints})
 */
public record Precision(
    FixedPoint weights,
    FixedPoint activations,
    FixedPoint input,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<FixedPoint> sums,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, LayerTypes> layers,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean automatic) {
  /** Up to this width the sums of any network fit 63 bits (see {@code IntegerRanges}). */
  static final int MAX_WIDTH = 24;

  private static final String FIRST = "first";
  private static final String LAST = "last";

  /** The same types in all layers. */
  public Precision(FixedPoint weights, FixedPoint activations, FixedPoint input) {
    this(weights, activations, input, Optional.empty(), Map.of());
  }

  /** Strict types, for which nothing is chosen. */
  public Precision(
      FixedPoint weights,
      FixedPoint activations,
      FixedPoint input,
      Optional<FixedPoint> sums,
      Map<String, LayerTypes> layers) {
    this(weights, activations, input, sums, layers, false);
  }

  /**
   * Checks that weights have a sign and more than one bit, and that no type is too wide. Old files
   * have neither sums nor layers.
   */
  public Precision {
    sums = sums == null ? Optional.empty() : sums;
    layers = layers == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(layers));
    checkWeights(weights);
    layers.values().forEach(types -> types.weights().ifPresent(Precision::checkWeights));
    Stream.of(Stream.of(weights, activations, input), sums.stream(), ofLayers(layers))
        .flatMap(types -> types)
        .forEach(Precision::checkWidth);
  }

  private static Stream<FixedPoint> ofLayers(Map<String, LayerTypes> layers) {
    return layers.values().stream().flatMap(LayerTypes::all);
  }

  /** Of some precisions the next one with more bits for a weight and an activation together. */
  public Optional<Precision> nextWider(List<Precision> all) {
    return all.stream()
        .filter(other -> other.bits() > bits())
        .min(Comparator.comparingInt(Precision::bits));
  }

  private int bits() {
    return weights.width() + activations.width();
  }

  private static void checkWeights(FixedPoint type) {
    if (!type.signed() || type.width() < 2) {
      throw new IllegalArgumentException(
          "weights of type " + type + "; they need a sign and two bits or more");
    }
  }

  private static void checkWidth(FixedPoint type) {
    if (type.width() > MAX_WIDTH) {
      throw new IllegalArgumentException(
          "%s has %d bits; networks are quantized to at most %d"
              .formatted(type, type.width(), MAX_WIDTH));
    }
  }

  /** The type of what comes out of a layer. */
  FixedPoint activation(Network<RealOp> network, Node<RealOp> layer) {
    return of(network, layer, LayerTypes::activations).orElse(activations);
  }

  /** The type of the same where an add reads it. */
  FixedPoint sum(Network<RealOp> network, Node<RealOp> layer) {
    return of(network, layer, LayerTypes::sums)
        .or(() -> of(network, layer, LayerTypes::activations))
        .or(() -> sums)
        .orElse(activations);
  }

  /** The type of a layer's weights. */
  FixedPoint weights(Network<RealOp> network, Node<RealOp> layer) {
    return of(network, layer, LayerTypes::weights).orElse(weights);
  }

  /**
   * A type that single layers have.
   *
   * @throws IllegalArgumentException if two patterns give a layer different ones
   */
  private Optional<FixedPoint> of(
      Network<RealOp> network,
      Node<RealOp> layer,
      Function<LayerTypes, Optional<FixedPoint>> which) {
    Map<String, FixedPoint> given = new TreeMap<>();
    layers.forEach(
        (key, types) ->
            which
                .apply(types)
                .filter(type -> means(key, network, layer))
                .ifPresent(type -> given.put(key, type)));
    for (String place : List.of(layer.name(), FIRST, LAST)) {
      if (given.containsKey(place)) {
        return Optional.of(given.get(place));
      }
    }
    if (given.values().stream().distinct().count() > 1) {
      throw new IllegalArgumentException(
          "layer '%s' has more than one type by %s; name it by itself"
              .formatted(layer.name(), String.join(", ", given.keySet())));
    }
    return given.values().stream().findFirst();
  }

  private boolean means(String key, Network<RealOp> network, Node<RealOp> layer) {
    return switch (key) {
      case FIRST -> layer.name().equals(weighted(network).get(0).name());
      case LAST -> layer.name().equals(network.output().name());
      default -> layer.name().matches(Pattern.quote(key).replace("*", "\\E.*\\Q"));
    };
  }

  /** The layers that have weights. */
  private List<Node<RealOp>> weighted(Network<RealOp> network) {
    return network.nodes().stream()
        .filter(node -> node.op().withWeights(Optional.of(weights)).weightType().isPresent())
        .toList();
  }

  /**
   * Checks that what is said of single layers is said of some layer of some of these networks, and
   * not twice.
   *
   * @throws IllegalArgumentException naming what means nothing, and the layers that there are
   */
  public void checkFor(List<Network<RealOp>> networks) {
    if (!networks.isEmpty()) {
      check(networks, "weights", LayerTypes::weights, this::weighted);
      check(networks, "activations", LayerTypes::activations, RoundedLayers::rounded);
      check(networks, "sums", LayerTypes::sums, RoundedLayers::addedUp);
    }
  }

  private void check(
      List<Network<RealOp>> networks,
      String what,
      Function<LayerTypes, Optional<FixedPoint>> which,
      Function<Network<RealOp>, List<Node<RealOp>>> layersOf) {
    Set<String> unused = new TreeSet<>();
    layers.forEach((key, types) -> which.apply(types).ifPresent(type -> unused.add(key)));
    Set<String> names = new TreeSet<>();
    for (Network<RealOp> network : networks) {
      for (Node<RealOp> layer : layersOf.apply(network)) {
        unused.removeIf(key -> means(key, network, layer));
        of(network, layer, which);
        names.add(layer.name());
      }
    }
    if (!unused.isEmpty()) {
      throw new IllegalArgumentException(
          "layers: no layer with %s is called %s; there are %s"
              .formatted(what, String.join(", ", unused), places(names)));
    }
  }

  private static String places(Set<String> names) {
    return names.isEmpty() ? "none" : "first, last, " + String.join(", ", names);
  }
}
