package org.skiptrim.experiment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.exchange.PyTorchResNet;
import org.skiptrim.network.Architecture;
import org.skiptrim.network.Network;
import org.skiptrim.network.NetworkFile;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.spec.DatasetSpec;
import org.skiptrim.storage.Checksum;
import org.skiptrim.training.Evaluation;

/**
 * Takes a network that somebody else has trained, and measures it.
 *
 * @param file a PyTorch state dict, or a network of this program as safetensors
 * @param sha256 of the file: what is in it counts, not where it lies
 */
public record Import(
    DatasetSpec dataset, Architecture architecture, @JsonIgnore Path file, String sha256)
    implements NetworkStep {
  private static final String OWN = ".safetensors";

  @Override
  public String kind() {
    return "import";
  }

  @Override
  public int version() {
    return 1;
  }

  /** A file is the same in every trial. */
  @Override
  public long seed() {
    return 0;
  }

  @Override
  public String network() {
    return architecture.title();
  }

  @Override
  public String subject() {
    return network() + " from " + file.getFileName();
  }

  @Override
  public List<Step<?>> inputs() {
    return List.of();
  }

  @Override
  public TrainingFigures run(Workspace workspace) throws IOException {
    workspace.useEngine();
    String found = Checksum.sha256(file);
    if (!found.equals(sha256)) {
      throw new IOException(file + " has changed since the experiment was read; run it again");
    }
    Dataset images = workspace.dataset(dataset);
    TrainedNetwork imported = read(images);
    NetworkFile.write(imported, workspace.file(NETWORK));
    return TrainingFigures.untrained(
        Evaluation.accuracy(imported, images), imported.parameters(), images);
  }

  private TrainedNetwork read(Dataset images) throws IOException {
    Network wanted = FreshNetworks.residual(architecture, images);
    if (!file.toString().endsWith(OWN)) {
      return PyTorchResNet.read(file, wanted);
    }
    TrainedNetwork own = NetworkFile.read(file);
    if (!own.network().equals(wanted)) {
      throw new IOException(
          "%s does not hold a %s; set depths, network.shortcut and network.block to what it holds"
              .formatted(file, architecture.title()));
    }
    return own;
  }
}
