package org.skiptrim.quantization;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
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
 * @param sums what an add reads, and where else no ReLU stands before; as activations if empty
 * @param layers types of the weights of single layers: by name, by {@code first} or {@code last},
 *     or by a pattern with {@code *}, of which the first of these that there is holds
 */
public record Precision(
    FixedPoint weights,
    FixedPoint activations,
    FixedPoint input,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<FixedPoint> sums,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, FixedPoint> layers) {
  /** Up to this width the sums of any network fit 63 bits (see {@code IntegerRanges}). */
  static final int MAX_WIDTH = 24;

  private static final String FIRST = "first";
  private static final String LAST = "last";

  /** The same types in all layers. */
  public Precision(FixedPoint weights, FixedPoint activations, FixedPoint input) {
    this(weights, activations, input, Optional.empty(), Map.of());
  }

  /**
   * Checks that weights have a sign and more than one bit, that no type is too wide, and that sums
   * have the steps of activations. Old files have neither sums nor layers.
   */
  public Precision {
    sums = sums == null ? Optional.empty() : sums;
    layers = layers == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(layers));
    checkWeights(weights);
    layers.values().forEach(Precision::checkWeights);
    List<FixedPoint> all = new ArrayList<>(List.of(weights, activations, input));
    all.addAll(layers.values());
    sums.ifPresent(all::add);
    all.forEach(Precision::checkWidth);
    if (sums.isPresent()
        && (!sums.get().signed() || sums.get().fractionBits() != activations.fractionBits())) {
      throw new IllegalArgumentException(
          "sums of type %s; they need a sign and %d bits behind the binary point, as activations have"
              .formatted(sums.get(), activations.fractionBits()));
    }
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

  /** The type of an activation. */
  FixedPoint activation(boolean nonNegative) {
    return nonNegative ? activations.withSigned(false) : sums.orElse(activations.withSigned(true));
  }

  /**
   * The type of a layer's weights.
   *
   * @throws IllegalArgumentException if two patterns give it different ones
   */
  FixedPoint weights(Network<RealOp> network, Node<RealOp> layer) {
    if (layers.containsKey(layer.name())) {
      return layers.get(layer.name());
    }
    for (String place : List.of(FIRST, LAST)) {
      if (layers.containsKey(place) && means(place, network, layer)) {
        return layers.get(place);
      }
    }
    Set<String> patterns = new TreeSet<>(layers.keySet());
    patterns.removeIf(pattern -> !means(pattern, network, layer));
    if (patterns.stream().map(layers::get).distinct().count() > 1) {
      throw new IllegalArgumentException(
          "layer '%s' has more than one type by %s; name it by itself"
              .formatted(layer.name(), String.join(", ", patterns)));
    }
    return patterns.stream().findFirst().map(layers::get).orElse(weights);
  }

  private boolean means(String key, Network<RealOp> network, Node<RealOp> layer) {
    return switch (key) {
      case FIRST -> layer.name().equals(weighted(network).get(0));
      case LAST -> layer.name().equals(network.output().name());
      default -> layer.name().matches(Pattern.quote(key).replace("*", "\\E.*\\Q"));
    };
  }

  /** The names of the layers that have weights. */
  private List<String> weighted(Network<RealOp> network) {
    return network.nodes().stream()
        .filter(node -> node.op().withWeights(weights).weightType().isPresent())
        .map(Node::name)
        .toList();
  }

  /**
   * Checks that what is said of single layers is said of some layer of some of these networks, and
   * not twice.
   *
   * @throws IllegalArgumentException naming what means nothing, and the layers that there are
   */
  public void checkFor(List<Network<RealOp>> networks) {
    Set<String> unused = new TreeSet<>(layers.keySet());
    Set<String> names = new TreeSet<>();
    for (Network<RealOp> network : networks) {
      for (String name : weighted(network)) {
        Node<RealOp> layer = network.node(name);
        unused.removeIf(key -> means(key, network, layer));
        weights(network, layer);
        names.add(name);
      }
    }
    if (!unused.isEmpty() && !networks.isEmpty()) {
      throw new IllegalArgumentException(
          "layers: no layer is called %s; there are first, last, %s"
              .formatted(String.join(", ", unused), String.join(", ", names)));
    }
  }
}
