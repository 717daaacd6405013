package org.skiptrim.onnx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import onnx.GraphProto;
import org.skiptrim.network.TrainedNetwork;

/**
 * A residual network out of an ONNX file (operators of versions 7 to 23), whoever wrote it.
 *
 * @param network with the file's parameters; its outputs are the file's, up to rounding
 * @param notes what is different from the file, a line each
 */
public record OnnxNetwork(TrainedNetwork network, List<String> notes) {

  /** Copies the notes. */
  public OnnxNetwork {
    notes = List.copyOf(notes);
  }

  /**
   * Reads a file.
   *
   * @throws OnnxException naming the file and every node that cannot be taken over
   */
  public static OnnxNetwork read(Path file) throws IOException {
    return read(file, Optional.ofNullable(file.toAbsolutePath().getParent()));
  }

  /** The same of a file that has all of its weights in itself, so that it can be copied. */
  public static OnnxNetwork readAlone(Path file) throws IOException {
    return read(file, Optional.empty());
  }

  private static OnnxNetwork read(Path file, Optional<Path> folder) throws IOException {
    return checked(
        file,
        () -> new GraphReader(OnnxFile.read(file).getGraph(), new Tensors(folder), List.of()));
  }

  /**
   * The network of a graph that another reader has made of its file.
   *
   * @param problems what of the file stands in the way and is not in the graph; it is said together
   *     with what of the graph does
   * @throws OnnxException naming the file and all of both
   */
  public static OnnxNetwork of(GraphProto graph, List<String> problems, Path file)
      throws IOException {
    return checked(file, () -> new GraphReader(graph, new Tensors(Optional.empty()), problems));
  }

  /** A graph that is about to be read. */
  private interface Opened {
    GraphReader open() throws IOException;
  }

  private static OnnxNetwork checked(Path file, Opened graph) throws IOException {
    try {
      return graph.open().read(file);
    } catch (OnnxException e) {
      String message = e.getMessage();
      throw message.startsWith(file.toString()) ? e : new OnnxException(file + ": " + message);
    } catch (RuntimeException e) { // numbers that contradict one another
      throw new OnnxException(file + " is damaged: " + e.getMessage());
    }
  }
}
