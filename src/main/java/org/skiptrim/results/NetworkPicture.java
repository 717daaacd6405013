package org.skiptrim.results;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skiptrim.network.IntegerOp;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.Shape;
import org.skiptrim.network.Window;
import org.skiptrim.report.Drawing;
import org.skiptrim.report.NetworkDiagram;
import org.skiptrim.skips.SkipConnection;

/** A network as a chain of boxes with its skip connections as arcs. */
final class NetworkPicture {
  private static final String[] KINDS = {"image", "convolution", "addition", "pooling", "dense"};

  private final Network<?> network;
  private final Map<String, Integer> boxes = new HashMap<>();
  private NetworkDiagram diagram;
  private int count;

  private NetworkPicture(String title, Network<?> network) {
    this.network = network;
    this.diagram = NetworkDiagram.of(title, KINDS);
  }

  /** Batch norms and ReLUs are part of the box before them. */
  static Drawing of(String title, Network<?> network) {
    NetworkPicture picture = new NetworkPicture(title, network);
    List<SkipConnection> skips = SkipConnection.in(network);
    picture.longestPath(skips).forEach(picture::box);
    for (SkipConnection skip : skips) {
      String label = skip.skip().equals(skip.fork()) ? "" : "1×1";
      Integer from = picture.boxes.get(skip.fork());
      Integer to = picture.boxes.get(skip.add());
      if (from != null && to != null) { // a skip within a skip is not drawn
        picture.diagram = picture.diagram.arc(from, to, label);
      }
    }
    return picture.diagram.draw();
  }

  /** From input to output; where paths meet, along the one that is no skip. */
  private List<Node<?>> longestPath(List<SkipConnection> skips) {
    Map<String, String> branches = new HashMap<>();
    skips.forEach(skip -> branches.put(skip.add(), skip.branch()));
    List<Node<?>> path = new ArrayList<>(List.of(network.output()));
    while (!path.get(0).inputs().isEmpty()) {
      Node<?> first = path.get(0);
      path.add(0, network.node(branches.getOrDefault(first.name(), first.inputs().get(0))));
    }
    return path;
  }

  private void box(Node<?> node) {
    String kind = kind(node);
    if (!kind.isEmpty()) {
      diagram = diagram.box(node.name().replaceFirst("\\.conv$", ""), detail(node), kind);
      count++;
    }
    boxes.put(node.name(), count - 1);
  }

  /** The kind of a node's box; empty for what is part of the box before it. */
  private String kind(Node<?> node) {
    if (node.op().beginsNetwork()) {
      return KINDS[0];
    }
    if (node.inputs().size() > 1) {
      return KINDS[2];
    }
    boolean endsPixels =
        network.shape(node.input()).pixels() > 1 && network.shape(node.name()).pixels() == 1;
    boolean hasWeights = network.parameters(node.name()).containsKey("weight");
    Optional<Window> window = node.op().window();
    if (window.isPresent() && (hasWeights || window.get().isOnePixel())) {
      return hasWeights ? KINDS[1] : "";
    }
    if (endsPixels || window.isPresent()) {
      return KINDS[3];
    }
    return isDense(node) ? KINDS[4] : "";
  }

  private static boolean isDense(Node<?> node) {
    return node.op() instanceof RealOp.Dense || node.op() instanceof IntegerOp.Dense;
  }

  /** As in 3×3. */
  static String kernel(Window window) {
    return window.kernel() + "×" + window.kernel();
  }

  /** As in {@code , stride 2}; empty if it is 1. */
  static String stride(Window window) {
    return window.stride() == 1 ? "" : ", stride " + window.stride();
  }

  private String detail(Node<?> node) {
    Shape out = network.shape(node.name());
    Optional<Window> window = node.op().window();
    if (window.isPresent()) {
      int inputs = network.shape(node.input()).channels();
      return "%s, %d → %d%s"
          .formatted(kernel(window.get()), inputs, out.channels(), stride(window.get()));
    }
    return isDense(node) ? out.channels() + " logits" : out.toString().replace('x', '×');
  }
}
