package org.skiptrim.quantization;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.ZeroChannels;

/**
 * Which channels of a network can only be scaled together: those that an add joins, and what comes
 * of them until a convolution or the dense layer reads them. A class of channels is free if each of
 * them begins at a batch norm, whose gain and offset can take a factor that the readers' weights
 * take back; ReLU, add and pools let positive factors through.
 */
final class ChannelClasses implements RealOp.Visitor<Void> {
  private final Network<RealOp> network;
  private final Map<String, Integer> first = new HashMap<>();
  private final List<Integer> parents = new ArrayList<>();
  private final Set<Integer> fixed = new HashSet<>();
  private final Map<String, String> groups = new HashMap<>();
  private Node<RealOp> node;

  /** Those of a network; quantizers in it change nothing. */
  ChannelClasses(Network<RealOp> network) {
    this.network = network;
    for (Node<RealOp> next : network.nodes()) {
      first.put(next.name(), parents.size());
      for (int c = 0; c < channels(next.name()); c++) {
        parents.add(parents.size());
      }
    }
    for (Node<RealOp> next : network.nodes()) {
      node = next;
      next.op().accept(this);
    }
  }

  /** The class of a channel. */
  int of(String name, int channel) {
    return root(first.get(name) + channel);
  }

  /** The nodes whose channels are joined to one's: they have the same group. */
  String group(String name) {
    String group = name;
    while (groups.containsKey(group)) {
      group = groups.get(group);
    }
    return group;
  }

  /** Whether a class can be scaled. */
  boolean isFree(int channelClass) {
    return fixed.stream().noneMatch(member -> root(member) == channelClass);
  }

  private int channels(String name) {
    return network.shape(name).channels();
  }

  private int root(int member) {
    int root = member;
    while (parents.get(root) != root) {
      root = parents.get(root);
    }
    return root;
  }

  private Void join(String input, int shift) {
    String own = group(node.name());
    String other = group(input);
    if (!own.equals(other)) {
      groups.put(own, other);
    }
    for (int c = 0; c < channels(input); c++) {
      parents.set(root(first.get(node.name()) + c + shift), root(first.get(input) + c));
    }
    return null;
  }

  private Void fix() {
    for (int c = 0; c < channels(node.name()); c++) {
      fixed.add(first.get(node.name()) + c);
    }
    return null;
  }

  @Override
  public Void input(RealOp.Input op) {
    return fix();
  }

  /** Its weights take back what its input was scaled with. */
  @Override
  public Void conv2d(RealOp.Conv2d op) {
    return fix();
  }

  @Override
  public Void batchNorm(RealOp.BatchNorm op) {
    return null;
  }

  @Override
  public Void relu(RealOp.Relu op) {
    return join(node.input(), 0);
  }

  @Override
  public Void scale(RealOp.Scale op) {
    return join(node.input(), 0);
  }

  @Override
  public Void quantize(RealOp.Quantize op) {
    return join(node.input(), 0);
  }

  @Override
  public Void add(RealOp.Add op) {
    join(node.inputs().get(0), 0);
    return join(node.inputs().get(1), 0);
  }

  @Override
  public Void zeroPadShortcut(RealOp.ZeroPadShortcut op) {
    return join(node.input(), ZeroChannels.of(channels(node.input()), op.outputs()).before());
  }

  @Override
  public Void maxPool(RealOp.MaxPool op) {
    return join(node.input(), 0);
  }

  @Override
  public Void averagePool(RealOp.AveragePool op) {
    return join(node.input(), 0);
  }

  @Override
  public Void globalAveragePool(RealOp.GlobalAveragePool op) {
    return join(node.input(), 0);
  }

  @Override
  public Void dense(RealOp.Dense op) {
    return fix();
  }
}
