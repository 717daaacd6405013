package org.skiptrim.exchange;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.RealOp;

/**
 * How most PyTorch projects name the layers of residual networks for CIFAR: {@code conv1}, {@code
 * bn1}, {@code layer1.0.conv1}, {@code layer2.0.downsample.0} or {@code .shortcut.0}, {@code fc} or
 * {@code linear}.
 *
 * @param file the names that are in the file
 */
public record UsualNames(Set<String> file) {
  /** Of ResNets with projections: torchvision's, and most others'. */
  private static final UsualNames TORCHVISION = new UsualNames(Set.of("fc", ".downsample."));

  /** Of ResNets without, such as akamaster's. */
  private static final UsualNames ZERO_PAD = new UsualNames(Set.of("linear"));

  private static final Pattern LAYER =
      Pattern.compile(
          "classifier|stem\\.(conv|norm)|stage\\d+\\.block\\d+\\.(\\d|shortcut)\\.(conv|norm)");

  /**
   * The usual names of a network's layers, by node; empty if they are not those of {@link
   * org.skiptrim.network.ResNets}.
   */
  public static Optional<Map<String, String>> ofLayers(Network<RealOp> network) {
    boolean zeroPad =
        network.nodes().stream().anyMatch(node -> node.op() instanceof RealOp.ZeroPadShortcut);
    UsualNames usual = zeroPad ? ZERO_PAD : TORCHVISION;
    Map<String, String> names = new LinkedHashMap<>();
    for (Node<RealOp> node : network.nodes()) {
      if (!network.parameters(node.name()).isEmpty()) {
        if (!LAYER.matcher(node.name()).matches()) {
          return Optional.empty();
        }
        names.put(node.name(), usual.of(node.name()));
      }
    }
    return Optional.of(names);
  }

  /** The name that a node of a ResNet usually has. */
  String of(String node) {
    String[] parts = node.split("\\.");
    if (node.equals("classifier")) {
      return file.contains("fc") ? "fc" : "linear";
    }
    boolean convolution = parts[parts.length - 1].equals("conv");
    if (parts[0].equals("stem")) {
      return convolution ? "conv1" : "bn1";
    }
    int stage = Integer.parseInt(parts[0].substring("stage".length()));
    int block = Integer.parseInt(parts[1].substring("block".length())) - 1;
    String prefix = "layer" + stage + "." + block + ".";
    if (parts[2].equals("shortcut")) {
      boolean downsample = file.stream().anyMatch(name -> name.contains(".downsample."));
      return prefix + (downsample ? "downsample." : "shortcut.") + (convolution ? 0 : 1);
    }
    return prefix + (convolution ? "conv" : "bn") + parts[2];
  }

  /** Says at once if it is another depth, rather than which of its layers is missing first. */
  void checkDepth(Network<RealOp> network) throws ExchangeException {
    Set<String> blocks = new TreeSet<>();
    for (String name : file) {
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
      throw new ExchangeException(
          "it holds a ResNet%d, not a ResNet%d; write resnet: %d"
              .formatted(6 * blocks.size() + 2, 6 * wanted + 2, 6 * blocks.size() + 2));
    }
  }
}
