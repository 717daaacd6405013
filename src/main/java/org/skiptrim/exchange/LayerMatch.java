package org.skiptrim.exchange;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.RealOp;

/** Decides how the layers of a file are found: as it is said, by usual names, or by order. */
record LayerMatch(Network<RealOp> network, FileLayers file) {
  private static final int MOST_NAMED = 6;

  /**
   * The file's layer for each node that has parameters.
   *
   * @param names what is said, by node
   */
  Map<String, String> of(Map<String, String> names) throws ExchangeException {
    Map<String, String> said = said(names);
    Map<String, String> usual = usual(said);
    if (said.isEmpty()) {
      new UsualNames(file.names()).checkDepth(network);
    }
    long known = usual.values().stream().filter(file.names()::contains).count();
    if (known == usual.size()) {
      return usual;
    }
    try {
      return LayerOrder.match(network, file, said);
    } catch (ExchangeException e) {
      if (2 * known < usual.size()) {
        throw e;
      }
      return usual; // whoever takes a layer says that it is missing, by the name that it should
      // have
    }
  }

  private Map<String, String> said(Map<String, String> names) throws ExchangeException {
    Map<String, String> said = new LinkedHashMap<>();
    for (Map.Entry<String, String> entry : names.entrySet()) {
      if (!nodes().contains(entry.getKey())) {
        throw new ExchangeException(
            "names has '%s', which is no layer of the network; it has %s, …"
                .formatted(entry.getKey(), some(nodes())));
      }
      String layer = file.plain(entry.getValue());
      if (!file.names().contains(layer)) {
        throw new ExchangeException(
            "names has '%s' for %s, which is not in the file; it has %s, …"
                .formatted(entry.getValue(), entry.getKey(), some(List.copyOf(file.names()))));
      }
      said.put(entry.getKey(), layer);
    }
    return said;
  }

  private static String some(List<String> names) {
    return names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
  }

  private Map<String, String> usual(Map<String, String> said) {
    UsualNames names = new UsualNames(file.names());
    Map<String, String> usual = new LinkedHashMap<>();
    nodes().forEach(node -> usual.put(node, said.getOrDefault(node, names.of(node))));
    return usual;
  }

  private List<String> nodes() {
    return network.nodes().stream()
        .map(Node::name)
        .filter(name -> !network.parameters(name).isEmpty())
        .toList();
  }
}
