package org.skiptrim.exchange;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.ParameterShape;
import org.skiptrim.network.Parameters;
import org.skiptrim.network.Parameters.Values;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.TrainedNetwork;

/**
 * Residual networks for CIFAR as PyTorch projects name their layers: {@code conv1}, {@code bn1},
 * {@code layer1.0.conv1}, {@code layer2.0.downsample.0} or {@code .shortcut.0}, {@code fc} or
 * {@code linear}, all perhaps behind {@code module.}.
 */
public final class PyTorchResNet {
  private static final String PARALLEL = "module.";
  private static final String COUNTER = ".num_batches_tracked";

  private final Path file;
  private final Map<String, Values> left = new LinkedHashMap<>();

  private PyTorchResNet(Path file, StateDict dict) {
    this.file = file;
    dict.values()
        .forEach(
            (name, values) -> {
              String plain = name.startsWith(PARALLEL) ? name.substring(PARALLEL.length()) : name;
              if (!plain.endsWith(COUNTER)) {
                left.put(plain, values);
              }
            });
  }

  /**
   * The network with the file's parameters.
   *
   * @param file a state dict in either layout of {@code torch.save}
   * @param network made by {@link org.skiptrim.network.ResNets}
   * @throws ExchangeException naming a parameter that is missing, too many, or of another shape
   */
  public static TrainedNetwork read(Path file, Network<RealOp> network) throws IOException {
    return new PyTorchResNet(file, StateDict.read(file)).onto(network);
  }

  private TrainedNetwork onto(Network<RealOp> network) throws ExchangeException {
    checkDepth(network);
    Map<String, Map<String, Values>> all = new LinkedHashMap<>();
    for (Node<RealOp> node : network.nodes()) {
      Map<String, Values> values = new LinkedHashMap<>();
      Map<String, ParameterShape> wanted = network.parameters(node.name());
      // Weights first: their shape says most of what is wrong.
      for (String name : new TreeSet<>(wanted.keySet()).descendingSet()) {
        values.put(name, take(node, name, wanted.get(name).extents()));
      }
      if (!values.isEmpty()) {
        all.put(node.name(), values);
      }
    }
    if (!left.isEmpty()) {
      throw wrong("it has " + left.keySet().iterator().next() + ", which the network has not");
    }
    return new TrainedNetwork(network, new Parameters(all));
  }

  private Values take(Node<RealOp> node, String parameter, List<Integer> shape)
      throws ExchangeException {
    String layer = layer(node.name());
    Values values = left.remove(layer + "." + parameter);
    if (values == null) {
      String remedy =
          node.name().contains("shortcut")
              ? "; if its shortcuts have no parameters, write {resnet: …, shortcut: zero-pad}"
              : "";
      throw wrong("it has no " + layer + "." + parameter + remedy);
    }
    if (!values.shape().equals(shape)) {
      throw wrong(
          "%s.%s has shape %s; the network needs %s"
              .formatted(layer, parameter, values.shape(), shape));
    }
    return values;
  }

  /** The name that a node's layer has in the file. */
  private String layer(String node) {
    String[] parts = node.split("\\.");
    if (node.equals("classifier")) {
      return left.containsKey("fc.weight") || left.containsKey("fc.bias") ? "fc" : "linear";
    }
    if (parts[0].equals("stem")) {
      return parts[1].equals("conv") ? "conv1" : "bn1";
    }
    int stage = Integer.parseInt(parts[0].substring("stage".length()));
    int block = Integer.parseInt(parts[1].substring("block".length())) - 1;
    String prefix = "layer" + stage + "." + block + ".";
    boolean convolution = parts[3].equals("conv");
    if (parts[2].equals("shortcut")) {
      boolean downsample = left.keySet().stream().anyMatch(name -> name.contains(".downsample."));
      return prefix + (downsample ? "downsample." : "shortcut.") + (convolution ? 0 : 1);
    }
    return prefix + (convolution ? "conv" : "bn") + parts[2];
  }

  /** Says at once if it is another depth, rather than which of its layers is missing first. */
  private void checkDepth(Network<RealOp> network) throws ExchangeException {
    Set<String> blocks = new TreeSet<>();
    for (String name : left.keySet()) {
      if (name.matches("layer1\\.\\d+\\..*")) {
        blocks.add(name.split("\\.")[1]);
      }
    }
    long wanted =
        network.nodes().stream()
            .filter(node -> node.name().startsWith("stage1."))
            .map(node -> node.name().split("\\.")[1])
            .distinct()
            .count();
    if (!blocks.isEmpty() && blocks.size() != wanted) {
      throw wrong(
          "it holds a ResNet%d, not a ResNet%d; write resnet: %d"
              .formatted(6 * blocks.size() + 2, 6 * wanted + 2, 6 * blocks.size() + 2));
    }
  }

  private ExchangeException wrong(String what) {
    return new ExchangeException(file + " does not fit the network: " + what);
  }
}
