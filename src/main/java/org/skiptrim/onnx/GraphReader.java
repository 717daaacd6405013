package org.skiptrim.onnx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import onnx.GraphProto;
import onnx.NodeProto;
import onnx.TensorProto;
import onnx.ValueInfoProto;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.Shape;
import org.skiptrim.network.TrainedNetwork;

/**
 * Goes through a file's nodes once, in their order: what depends on no image is computed, what does
 * becomes nodes of the network. What cannot be taken over is collected, so that all of it is said
 * at once.
 */
final class GraphReader {
  private final GraphProto graph;
  private final ConstantFolding folding;
  private final Tensors tensors;
  private final Readers readers;
  private final Draft draft = new Draft();
  private final List<String> notes = new ArrayList<>();
  private final List<String> problems;
  private final Map<String, Constant> constants = new HashMap<>();
  private final Map<String, Feature> features = new HashMap<>();
  private final Operators operators;

  /**
   * Begins a graph.
   *
   * @param problems of a file that is not all in the graph
   */
  GraphReader(GraphProto graph, Tensors tensors, List<String> problems) {
    this.graph = graph;
    this.problems = new ArrayList<>(problems);
    this.tensors = tensors;
    this.folding = new ConstantFolding(tensors);
    this.readers = new Readers(graph);
    this.operators = new Operators(draft, readers, notes);
  }

  OnnxNetwork read(Path file) throws IOException {
    for (TensorProto initializer : graph.getInitializerList()) {
      constants.put(initializer.getName(), tensors.constant(initializer));
    }
    beginWithImage();
    for (NodeProto node : graph.getNodeList()) {
      read(node);
    }
    if (!problems.isEmpty()) {
      throw OnnxException.of(file, problems);
    }
    return new OnnxNetwork(logits(), notes);
  }

  private void beginWithImage() throws OnnxException {
    List<ValueInfoProto> images =
        graph.getInputList().stream().filter(in -> !constants.containsKey(in.getName())).toList();
    if (images.size() != 1) {
      throw new OnnxException(
          "it has %d inputs %s; a network for images has one"
              .formatted(images.size(), images.stream().map(ValueInfoProto::getName).toList()));
    }
    ImageInput image = ImageInput.of(images.get(0));
    Shape shape = image.shape();
    try {
      Feature feature = draft.add(draft.names().unique("input"), new RealOp.Input(shape));
      features.put(images.get(0).getName(), feature.withChannelsLast(image.channelsLast()));
    } catch (Unsupported e) {
      throw new OnnxException(e.getMessage());
    }
  }

  private void read(NodeProto node) throws IOException {
    String unread = firstUnread(node);
    if (!unread.isEmpty()) {
      // What hangs on a node that was refused is no problem of its own.
      if (problems.isEmpty()) {
        problems.add(
            described(node) + ": it reads '" + unread + "', which nothing before it makes");
      }
      return;
    }
    try {
      if (node.getInputList().stream().noneMatch(features::containsKey)) {
        compute(node);
      } else if (node.getOpType().equals("Shape")) {
        constants.put(node.getOutput(0), shapeOf(features.get(node.getInput(0)), node));
      } else {
        Call call = new Call(node, Attributes.of(node), features, constants);
        features.put(node.getOutput(0), operators.read(call));
      }
    } catch (Unsupported e) {
      problems.add(described(node) + ": " + e.getMessage());
    } catch (RuntimeException e) { // an operator whose inputs cannot be
      problems.add(described(node) + ": its inputs do not fit it (" + e.getMessage() + ")");
    }
  }

  private String firstUnread(NodeProto node) {
    return node.getInputList().stream()
        .filter(in -> !in.isEmpty() && !features.containsKey(in) && !constants.containsKey(in))
        .findFirst()
        .orElse("");
  }

  private void compute(NodeProto node) throws IOException, Unsupported {
    List<Constant> inputs = new ArrayList<>();
    node.getInputList().forEach(in -> inputs.add(constants.get(in)));
    Optional<Constant> computed =
        OnnxFile.isStandard(node.getDomain()) ? folding.compute(node, inputs) : Optional.empty();
    constants.put(
        node.getOutput(0),
        computed.orElseThrow(() -> new Unsupported("this operator is not computed on constants")));
  }

  /** Of one image, which is all that depends on how many there are. */
  private static Constant shapeOf(Feature feature, NodeProto node) {
    Shape shape = feature.shape();
    double[] extents =
        feature.channelsLast()
            ? new double[] {1, shape.height(), shape.width(), shape.channels()}
            : new double[] {1, shape.channels(), shape.height(), shape.width()};
    Attributes attributes = Attributes.of(node);
    Constant start = Constant.vector(attributes.integer("start", 0));
    Constant end = Constant.vector(attributes.integer("end", extents.length));
    return ConstantSlice.of(List.of(Constant.vector(extents), start, end));
  }

  static String described(NodeProto node) {
    String domain = OnnxFile.isStandard(node.getDomain()) ? "" : node.getDomain() + ".";
    String name =
        node.getName().isEmpty() ? " → " + node.getOutput(0) : " '" + node.getName() + "'";
    return domain + node.getOpType() + name;
  }

  private TrainedNetwork logits() throws OnnxException {
    if (graph.getOutputCount() != 1) {
      throw new OnnxException(
          "it has %d outputs; a network that classifies has one: its logits"
              .formatted(graph.getOutputCount()));
    }
    Feature logits = features.get(graph.getOutput(0).getName());
    if (logits == null || !logits.isVector() || !logits.isWhole()) {
      throw new OnnxException(
          "its output '%s' is no vector of logits that depends on the image"
              .formatted(graph.getOutput(0).getName()));
    }
    return draft.network(logits);
  }
}
