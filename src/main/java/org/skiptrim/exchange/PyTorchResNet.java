package org.skiptrim.exchange;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.ParameterShape;
import org.skiptrim.network.Parameters;
import org.skiptrim.network.Parameters.Values;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.TrainedNetwork;

/**
 * Residual networks for small images from PyTorch. Layers are found by {@link UsualNames}, or else
 * by their order and shapes ({@link LayerOrder}), or as the caller says.
 */
public final class PyTorchResNet {
  private static final String BIAS = "bias";
  private static final String MEAN = "running_mean";

  private final Network<RealOp> network;
  private final FileLayers layers;
  private final Map<String, String> matched;
  private final Set<String> left = new LinkedHashSet<>();

  private PyTorchResNet(Network<RealOp> network, FileLayers layers, Map<String, String> matched) {
    this.network = network;
    this.layers = layers;
    this.matched = matched;
    for (String layer : layers.names()) {
      layers.parameters(layer).keySet().forEach(parameter -> left.add(layer + "." + parameter));
    }
  }

  /** The network with the file's parameters, found by themselves. */
  public static TrainedNetwork read(Path file, Network<RealOp> network) throws IOException {
    return read(file, network, Map.of());
  }

  /**
   * The network with the file's parameters.
   *
   * @param file a state dict in either layout of {@code torch.save}, or as a safetensors file
   * @param network made by {@link org.skiptrim.network.ResNets}
   * @param names the file's layers of nodes that are not to be looked for: {@code stem.conv →
   *     features.0}
   * @throws ExchangeException naming a parameter that is missing, too many, or of another shape
   */
  public static TrainedNetwork read(Path file, Network<RealOp> network, Map<String, String> names)
      throws IOException {
    return read(file, FileLayers.of(StateDict.read(file)), network, names);
  }

  /**
   * A network, and in words what it was taken for.
   *
   * @param text as in {@code a ResNet20 with shortcuts zero-pad}
   */
  public record Recognized(TrainedNetwork network, String text) {}

  /**
   * The network that the number and the shapes of the file's layers are of.
   *
   * @throws ExchangeException if they are of none of {@link org.skiptrim.network.ResNets}
   */
  public static Recognized recognize(Path file) throws IOException {
    FileLayers layers = FileLayers.of(StateDict.read(file));
    ResNetShape shape;
    try {
      shape = ResNetShape.of(layers);
    } catch (ExchangeException e) {
      throw new ExchangeException(
          file + " has no graph, and its layers do not tell: " + e.getMessage());
    }
    return new Recognized(read(file, layers, shape.network(), Map.of()), shape.text());
  }

  private static TrainedNetwork read(
      Path file, FileLayers layers, Network<RealOp> network, Map<String, String> names)
      throws IOException {
    try {
      Map<String, String> matched = new LayerMatch(network, layers).of(names);
      return new PyTorchResNet(network, layers, matched).trained();
    } catch (ExchangeException e) {
      throw new ExchangeException(file + " does not fit the network: " + e.getMessage());
    } catch (IllegalArgumentException e) { // weights that are no numbers
      throw new ExchangeException(file + " cannot be used: " + e.getMessage());
    }
  }

  private TrainedNetwork trained() throws ExchangeException {
    Map<String, Map<String, Values>> all = new LinkedHashMap<>();
    for (Node<RealOp> node : network.nodes()) {
      Map<String, ParameterShape> wanted = network.parameters(node.name());
      if (!wanted.isEmpty()) {
        all.put(node.name(), values(node, wanted));
      }
    }
    if (!left.isEmpty()) {
      throw new ExchangeException(
          "it has " + left.iterator().next() + ", which the network has not");
    }
    return new TrainedNetwork(network, new Parameters(all));
  }

  private Map<String, Values> values(Node<RealOp> node, Map<String, ParameterShape> wanted)
      throws ExchangeException {
    String layer = matched.get(node.name());
    Map<String, Values> values = new LinkedHashMap<>();
    // Weights first: their shape says most of what is wrong.
    for (String name : wanted.keySet().stream().sorted((a, b) -> b.compareTo(a)).toList()) {
      values.put(name, take(node, layer, name, wanted.get(name).extents()));
    }
    if (node.op() instanceof RealOp.BatchNorm) {
      values.put(MEAN, withoutBias(values.get(MEAN), matched.get(node.input())));
    }
    return values;
  }

  private Values take(Node<RealOp> node, String layer, String parameter, List<Integer> shape)
      throws ExchangeException {
    Values values = layers.parameters(layer).get(parameter);
    String name = layer + "." + parameter;
    if (values == null && node.op() instanceof RealOp.Dense && parameter.equals(BIAS)) {
      values = new Values(shape, new double[shape.get(0)]);
    }
    if (values == null) {
      throw new ExchangeException("it has no " + name + reason(node, layer, parameter));
    }
    if (!values.shape().equals(shape)) {
      throw new ExchangeException(WrongShape.text(name, values.shape(), node, shape));
    }
    left.remove(name);
    return values;
  }

  private String reason(Node<RealOp> node, String layer, String parameter) {
    String why = layers.unreadable(layer, parameter);
    if (why != null) {
      return " that can be read: " + why;
    }
    return node.name().contains("shortcut")
        ? "; if its shortcuts have no parameters, write {resnet: …, shortcut: zero-pad}"
        : "; if it has another name there, write names: {%s: …}".formatted(node.name());
  }

  /** The norm subtracts the mean of what the convolution adds: {@code x + b − m = x − (m − b)}. */
  private Values withoutBias(Values mean, String convolution) {
    Values bias = convolution == null ? null : layers.parameters(convolution).get(BIAS);
    if (bias == null || !bias.shape().equals(mean.shape())) {
      return mean;
    }
    left.remove(convolution + "." + BIAS);
    double[] shifted = mean.data().clone();
    for (int i = 0; i < shifted.length; i++) {
      shifted[i] -= bias.data()[i];
    }
    return new Values(mean.shape(), shifted);
  }
}
