package org.skiptrim.results;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.Op;
import org.skiptrim.network.Shape;
import org.skiptrim.report.Drawing;
import org.skiptrim.report.NetworkDiagram;
import org.skiptrim.skips.SkipConnection;

/** A network as a chain of boxes with its skip connections as arcs. */
final class NetworkPicture {
  private static final String[] KINDS = {"image", "convolution", "addition", "pooling", "dense"};

  private final Network network;
  private final Map<String, Integer> boxes = new HashMap<>();
  private NetworkDiagram diagram;
  private int count;

  private NetworkPicture(String title, Network network) {
    this.network = network;
    this.diagram = NetworkDiagram.of(title, KINDS);
  }

  /** Batch norms and ReLUs are part of the box before them. */
  static Drawing of(String title, Network network) {
    NetworkPicture picture = new NetworkPicture(title, network);
    List<SkipConnection> skips = SkipConnection.in(network);
    picture.longestPath(skips).forEach(picture::box);
    for (SkipConnection skip : skips) {
      String label = skip.skip().equals(skip.fork()) ? "" : "1×1";
      int from = picture.boxes.get(skip.fork());
      picture.diagram = picture.diagram.arc(from, picture.boxes.get(skip.add()), label);
    }
    return picture.diagram.draw();
  }

  /** From input to output; where paths meet, along the one that is no skip. */
  private List<Node> longestPath(List<SkipConnection> skips) {
    Map<String, String> branches = new HashMap<>();
    skips.forEach(skip -> branches.put(skip.add(), skip.branch()));
    List<Node> path = new ArrayList<>(List.of(network.output()));
    while (!path.get(0).inputs().isEmpty()) {
      Node first = path.get(0);
      path.add(0, network.node(branches.getOrDefault(first.name(), first.inputs().get(0))));
    }
    return path;
  }

  private void box(Node node) {
    String kind = kind(node.op());
    if (!kind.isEmpty()) {
      diagram = diagram.box(node.name().replaceFirst("\\.conv$", ""), detail(node), kind);
      count++;
    }
    boxes.put(node.name(), count - 1);
  }

  private static String kind(Op op) {
    if (op instanceof Op.Input) {
      return KINDS[0];
    } else if (op instanceof Op.Conv2d) {
      return KINDS[1];
    } else if (op instanceof Op.Add) {
      return KINDS[2];
    } else if (op instanceof Op.GlobalAveragePool) {
      return KINDS[3];
    }
    return op instanceof Op.Dense ? KINDS[4] : "";
  }

  private String detail(Node node) {
    Shape out = network.shape(node.name());
    if (node.op() instanceof Op.Conv2d conv) {
      int inputs = network.shape(node.input()).channels();
      String stride = conv.stride() == 1 ? "" : ", stride " + conv.stride();
      return conv.kernel() + "×" + conv.kernel() + ", " + inputs + " → " + out.channels() + stride;
    }
    return node.op() instanceof Op.Dense
        ? out.channels() + " logits"
        : out.toString().replace('x', '×');
  }
}
