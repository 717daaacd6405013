package org.skiptrim.experiment;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.IOException;
import java.util.List;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.network.Architecture;
import org.skiptrim.network.Network;
import org.skiptrim.network.NetworkFile;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.ResNets;
import org.skiptrim.network.Shape;
import org.skiptrim.quantization.FakeQuantization;

/** Where the graph of a network comes from that is trained from scratch. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "from")
@JsonSubTypes({
  @JsonSubTypes.Type(value = GraphSource.Built.class, name = "architecture"),
  @JsonSubTypes.Type(value = GraphSource.Imported.class, name = "file")
})
public sealed interface GraphSource {
  /** What titles call the network. */
  String title();

  /** About how many layers it has. */
  int layers();

  /** The steps that must be done before. */
  List<Step<?>> inputs();

  /** The graph with its skip connections, for images of that data set. */
  Network<RealOp> graph(Dataset images, Workspace workspace) throws IOException;

  /** A ResNet. */
  record Built(Architecture architecture) implements GraphSource {
    @Override
    public String title() {
      return architecture.title();
    }

    @Override
    public int layers() {
      return architecture.depth();
    }

    @Override
    public List<Step<?>> inputs() {
      return List.of();
    }

    @Override
    public Network<RealOp> graph(Dataset images, Workspace workspace) {
      return graph(architecture, images);
    }

    static Network<RealOp> graph(Architecture architecture, Dataset images) {
      Shape shape = new Shape(images.channels(), images.height(), images.width());
      return ResNets.resNet(architecture, shape, images.classes().size());
    }
  }

  /** The graph of somebody else's network, without its parameters. */
  record Imported(Import network) implements GraphSource {
    @Override
    public String title() {
      return network.network();
    }

    @Override
    public int layers() {
      return network.layers();
    }

    @Override
    public List<Step<?>> inputs() {
      return List.of(network);
    }

    @Override
    public Network<RealOp> graph(Dataset images, Workspace workspace) throws IOException {
      return FakeQuantization.remove(
          NetworkFile.read(workspace.file(network, NetworkStep.NETWORK)).network());
    }
  }
}
