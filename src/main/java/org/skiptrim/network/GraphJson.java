package org.skiptrim.network;

import java.io.IOException;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Graphs as JSON, as files of networks have them among their metadata. */
public final class GraphJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private GraphJson() {}

  /** The nodes in their order, each with name, op and inputs. */
  public static String of(Network<?> network) {
    return JSON.writeValueAsString(network.nodes());
  }

  /**
   * The graph on real numbers that the JSON describes.
   *
   * @throws IOException in one line, if it describes none
   */
  public static Network<RealOp> real(String graph) throws IOException {
    return read(graph, new TypeReference<List<Node<RealOp>>>() {});
  }

  /** The graph on integers that the JSON describes. */
  public static Network<IntegerOp> integer(String graph) throws IOException {
    return read(graph, new TypeReference<List<Node<IntegerOp>>>() {});
  }

  private static <O extends Op> Network<O> read(String graph, TypeReference<List<Node<O>>> type)
      throws IOException {
    try {
      List<Node<O>> nodes = JSON.readValue(graph, type);
      if (nodes == null || nodes.contains(null)) {
        throw new IllegalArgumentException("it has null in the place of a node");
      }
      return new Network<>(nodes);
    } catch (JacksonException | IllegalArgumentException e) {
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("unreadable");
      throw new IOException("the file's network cannot be read: " + reason, e);
    }
  }
}
