package org.skiptrim.results;

import java.util.Map;
import java.util.Optional;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.IntegerOp;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.Op;
import org.skiptrim.network.ParameterShape;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.Shape;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.network.Window;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.quantization.StorageBits;
import org.skiptrim.report.Cell;
import org.skiptrim.report.Column;
import org.skiptrim.report.Drawing;
import org.skiptrim.report.Table;
import org.skiptrim.skips.SkipConnection;
import org.skiptrim.storage.Words;

/**
 * What one network consists of, layer by layer: for {@code skiptrim show} and {@code import}.
 *
 * @param name of its file, say
 * @param quantized if it computes with integers
 */
public record NetworkSummary(
    String name, Network<?> network, Optional<QuantizedNetwork> quantized) {
  private static final int REAL_BITS = 32;

  /** Of a network of real numbers. */
  public static NetworkSummary of(String name, TrainedNetwork trained) {
    return new NetworkSummary(name, trained.network(), Optional.empty());
  }

  /** Of a network on integers. */
  public static NetworkSummary of(String name, QuantizedNetwork quantized) {
    return new NetworkSummary(name, quantized.network(), Optional.of(quantized));
  }

  /** A line for each operation, in the order of the data. */
  public Table layers() {
    Table table =
        Table.of(
            name,
            Column.text("layer"),
            Column.text("operation"),
            Column.text("output"),
            Column.text("window"),
            Column.number("parameters"),
            Column.text("type"),
            Column.number("multiplications"));
    for (Node<?> node : network.nodes()) {
      table =
          table.row(
              Cell.text(node.name()),
              Cell.text(node.op().getClass().getSimpleName()),
              Cell.text(network.shape(node.name()).toString()),
              Cell.text(node.op().window().map(NetworkSummary::window).orElse("")),
              Cell.number(parameters(node)),
              Cell.text(type(node).map(FixedPoint::toString).orElse("")),
              Cell.number(multiplications(node)));
    }
    return table;
  }

  private static String window(Window window) {
    return NetworkPicture.kernel(window) + NetworkPicture.stride(window);
  }

  /** What training changes; of a network on integers, all of its numbers. */
  private long parameters(Node<?> node) {
    return network.parameters(node.name()).values().stream()
        .filter(shape -> quantized.isPresent() || shape.isTrained())
        .mapToLong(ParameterShape::size)
        .sum();
  }

  /** Of weights where there are some, else of results. */
  private Optional<FixedPoint> type(Node<?> node) {
    Op op = node.op();
    if (op.beginsNetwork()) {
      return quantized.map(QuantizedNetwork::inputType);
    }
    if (op instanceof RealOp real) {
      return real.roundedTo();
    }
    return op instanceof IntegerOp integer
        ? op.weightType().or(integer::resultType)
        : Optional.empty();
  }

  /** With weights, for one image; what a batch norm or its integers multiply is not among them. */
  private long multiplications(Node<?> node) {
    return (long) weights(node) * network.shape(node.name()).pixels();
  }

  /** Of a convolution or a dense layer: those of a batch norm are one a channel. */
  private int weights(Node<?> node) {
    Map<String, ParameterShape> all = network.parameters(node.name());
    ParameterShape weight = all.get("weight");
    return weight == null || weight.extents().size() < 2 ? 0 : weight.size();
  }

  /** A line for each skip connection. */
  public Table skips() {
    Table table =
        Table.of(
            "Skip connections",
            Column.text("from"),
            Column.text("to"),
            Column.number("around convolutions"),
            Column.text("kind"),
            Column.text("map at the add"));
    for (SkipConnection skip : SkipConnection.in(network)) {
      table =
          table.row(
              Cell.text(skip.fork()),
              Cell.text(skip.add()),
              Cell.number(skip.convolutions(network)),
              Cell.text(Words.of(skip.kind(network))),
              Cell.text(network.shape(skip.add()).toString()));
    }
    return table;
  }

  /** One line with all sums. */
  public String totals() {
    Shape image = network.shape(network.input().name());
    String activations =
        quantized
            .map(StorageBits::of)
            .map(bits -> ", %,d bits of activations".formatted(bits.activations()))
            .orElse("");
    return "%d operations on images of %s, %d skip connections, %d classes; %,d parameters, %,d multiplications an image, %,d bits of weights%s"
        .formatted(
            network.nodes().size(),
            image,
            SkipConnection.in(network).size(),
            network.shape(network.output().name()).channels(),
            network.nodes().stream().mapToLong(this::parameters).sum(),
            network.nodes().stream().mapToLong(this::multiplications).sum(),
            network.nodes().stream().mapToLong(this::weightBits).sum(),
            activations);
  }

  private long weightBits(Node<?> node) {
    int width = node.op().weightType().map(FixedPoint::width).orElse(REAL_BITS);
    return (long) width * weights(node);
  }

  /** The chain of its layers with its skip connections beside it, as the report has it. */
  public Drawing picture() {
    return NetworkPicture.of(name, network);
  }
}
