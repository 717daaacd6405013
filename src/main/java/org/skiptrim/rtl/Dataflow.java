package org.skiptrim.rtl;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.skiptrim.hardware.DataflowGraph;
import org.skiptrim.hardware.SkipBuffer;
import org.skiptrim.hardware.Stream;
import org.skiptrim.network.Shape;

/**
 * The streams of a design and the values on them, as far as one has to know who feeds it and looks
 * at it.
 *
 * @param streams every stream; the design's {@code in} first, its {@code out} last
 * @param shapes of the network nodes whose values the streams carry, by name
 * @param skips the FIFOs of the skip connections: what they cost
 * @param cyclesPerFrame that an image takes in the slowest unit
 */
public record Dataflow(
    List<Stream> streams, Map<String, Shape> shapes, List<SkipBuffer> skips, long cyclesPerFrame) {

  /** Copies lists and map. */
  public Dataflow {
    streams = List.copyOf(streams);
    shapes = Map.copyOf(shapes);
    skips = List.copyOf(skips);
  }

  static Dataflow of(DataflowGraph graph) {
    Map<String, Shape> shapes = new TreeMap<>();
    graph.streams().forEach(s -> shapes.put(s.node(), graph.network().shape(s.node())));
    return new Dataflow(graph.streams(), shapes, graph.skips(), graph.cyclesPerFrame());
  }

  /**
   * The stream on which each network node's values first appear, in raster order: one for every
   * node but the additions, whose exact sums exist only inside {@code residual_add}.
   */
  public Map<String, Stream> traced() {
    Map<String, Stream> first = new LinkedHashMap<>();
    streams.forEach(stream -> first.putIfAbsent(stream.node(), stream));
    return first;
  }

  /** The same with the first and the last stream alone: what is seen of it from outside. */
  public Dataflow atPorts() {
    return new Dataflow(List.of(input(), output()), shapes, skips, cyclesPerFrame);
  }

  /** The design's input stream. */
  public Stream input() {
    return streams.get(0);
  }

  /** The design's output stream. */
  public Stream output() {
    return streams.get(streams.size() - 1);
  }

  /** The shape of an image. */
  public Shape image() {
    return shape(input());
  }

  /** How many logits an image has. */
  public int classes() {
    return shape(output()).size();
  }

  /** Whole bytes that hold a logit. */
  public int logitBytes() {
    return (output().type().bits() + Byte.SIZE - 1) / Byte.SIZE;
  }

  private Shape shape(Stream stream) {
    return Objects.requireNonNull(shapes.get(stream.node()), stream.node());
  }
}
