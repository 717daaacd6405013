package org.skiptrim.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.RealOp;

/**
 * Finds a network's layers in a file by the order and the shapes of its convolutions, where names
 * say nothing. Blocks come one after another; within a block a shape decides, so that a shortcut
 * may stand before or behind the convolutions that it passes by.
 */
final class LayerOrder {
  private static final int CONVOLUTION = 4;
  private static final int DENSE = 2;
  private static final int NORM = 1;

  private final Network<RealOp> network;
  private final FileLayers file;
  private final Set<String> taken;
  private final Map<String, String> found = new LinkedHashMap<>();

  private LayerOrder(Network<RealOp> network, FileLayers file, Map<String, String> named) {
    this.network = network;
    this.file = file;
    this.taken = Set.copyOf(named.values());
    found.putAll(named);
  }

  /**
   * The file's layer for each node that has parameters.
   *
   * @param named what is known already
   * @throws ExchangeException naming the first layer that does not fit, or two that could be meant
   */
  static Map<String, String> match(
      Network<RealOp> network, FileLayers file, Map<String, String> named)
      throws ExchangeException {
    LayerOrder order = new LayerOrder(network, file, named);
    order.matchConvolutions();
    order.matchDense();
    return order.found;
  }

  private void matchConvolutions() throws ExchangeException {
    List<Node<RealOp>> nodes = open(RealOp.Conv2d.class);
    List<String> layers = convolutions(nodes);
    if (nodes.size() != layers.size()) {
      throw new ExchangeException(
          "it has %d convolutions where the network has %d%s"
              .formatted(layers.size(), nodes.size(), remedy(nodes, layers.size())));
    }
    int from = 0;
    for (List<Node<RealOp>> block : blocks(nodes)) {
      matchBlock(block, layers.subList(from, from + block.size()));
      from += block.size();
    }
    matchNorms();
  }

  /** Those of all convolutions whose norm is not known already. */
  private void matchNorms() throws ExchangeException {
    List<Node<RealOp>> nodes = open(RealOp.BatchNorm.class);
    Set<String> wanted =
        nodes.stream().map(node -> found.get(node.input())).collect(Collectors.toSet());
    List<String> convolutions = layers(CONVOLUTION).stream().filter(wanted::contains).toList();
    Map<String, String> norms = new NormPairs(file, left(layers(NORM))).of(convolutions);
    nodes.forEach(node -> found.put(node.name(), norms.get(found.get(node.input()))));
  }

  private static String remedy(List<Node<RealOp>> nodes, int layers) {
    long shortcuts = nodes.stream().filter(node -> node.name().contains(".shortcut.")).count();
    return shortcuts > 0 && layers == nodes.size() - shortcuts
        ? "; its shortcuts have no parameters: write {resnet: …, shortcut: zero-pad}"
        : "; correct resnet and shortcut";
  }

  /** The first layer is known by the image's channels, where the file's order means nothing. */
  private List<String> convolutions(List<Node<RealOp>> nodes) {
    List<String> layers = new ArrayList<>(left(layers(CONVOLUTION)));
    if (!file.ordered() && !nodes.isEmpty()) {
      List<Integer> stem = shape(nodes.get(0));
      layers.stream()
          .filter(layer -> file.shape(layer).equals(stem))
          .findFirst()
          .ifPresent(
              first -> {
                layers.remove(first);
                layers.add(0, first);
              });
    }
    return layers;
  }

  private void matchBlock(List<Node<RealOp>> nodes, List<String> layers) throws ExchangeException {
    checkUnambiguous(layers);
    List<String> left = new ArrayList<>(layers);
    for (Node<RealOp> node : nodes) {
      List<Integer> wanted = shape(node);
      String layer =
          left.stream()
              .filter(name -> file.shape(name).equals(wanted))
              .findFirst()
              .orElseThrow(() -> mismatch(left.get(0), node, wanted));
      left.remove(layer);
      found.put(node.name(), layer);
    }
  }

  /** Without an order only numbers tell layers of one shape apart: conv1 and conv2. */
  private void checkUnambiguous(List<String> layers) throws ExchangeException {
    for (int i = 1; i < layers.size() && !file.ordered(); i++) {
      String one = layers.get(i - 1);
      String other = layers.get(i);
      if (file.shape(one).equals(file.shape(other)) && !withoutNumbers(one, other)) {
        throw new ExchangeException(
            "%s and %s have the same shape, and a safetensors file keeps no order; say which is which"
                    .formatted(one, other)
                + " under names: {stage1.block1.1.conv: …}");
      }
    }
  }

  private static boolean withoutNumbers(String one, String other) {
    return one.replaceAll("\\d+", "#").equals(other.replaceAll("\\d+", "#"));
  }

  private ExchangeException mismatch(String layer, Node<RealOp> node, List<Integer> wanted) {
    return new ExchangeException(
        WrongShape.text(layer + ".weight", file.shape(layer), node, wanted)
            + "; if another layer is meant, write names: {%s: …}".formatted(node.name()));
  }

  private void matchDense() throws ExchangeException {
    List<Node<RealOp>> nodes = open(RealOp.Dense.class);
    List<String> layers = left(layers(DENSE));
    if (nodes.size() != layers.size()) {
      throw new ExchangeException(
          "it has %d dense layers where the network has %d".formatted(layers.size(), nodes.size()));
    }
    for (int i = 0; i < nodes.size(); i++) {
      found.put(nodes.get(i).name(), layers.get(i));
    }
  }

  private List<Node<RealOp>> open(Class<? extends RealOp> operation) {
    return network.nodes().stream()
        .filter(node -> operation.isInstance(node.op()) && !found.containsKey(node.name()))
        .toList();
  }

  private List<String> layers(int extents) {
    return file.withExtents(extents);
  }

  private List<String> left(List<String> layers) {
    return layers.stream().filter(layer -> !taken.contains(layer)).toList();
  }

  /** Nodes whose names have two parts in common: {@code stage1.block1}; the stem is one, too. */
  private static List<List<Node<RealOp>>> blocks(List<Node<RealOp>> nodes) {
    return List.copyOf(
        nodes.stream()
            .collect(
                Collectors.groupingBy(
                    node -> node.name().replaceFirst("^([^.]+\\.[^.]+).*", "$1"),
                    LinkedHashMap::new,
                    Collectors.toList()))
            .values());
  }

  private List<Integer> shape(Node<RealOp> node) {
    return network.parameters(node.name()).get("weight").extents();
  }
}
