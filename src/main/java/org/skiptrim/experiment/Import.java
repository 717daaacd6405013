package org.skiptrim.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.dataset.DatasetSource;
import org.skiptrim.exchange.PyTorchResNet;
import org.skiptrim.network.Architecture;
import org.skiptrim.network.Network;
import org.skiptrim.network.NetworkFile;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.skips.Absorber;
import org.skiptrim.skips.Treatment;
import org.skiptrim.spec.DatasetSpec;
import org.skiptrim.spec.FoundNetwork;
import org.skiptrim.spec.SourceFile;
import org.skiptrim.spec.Variant;
import org.skiptrim.training.Evaluation;

/**
 * Takes a network that is trained already, and measures it.
 *
 * @param file a network, or a state dict
 * @param architecture of a state dict's network; a network has its own graph
 * @param names the state dict's layers, by node, that are not to be looked for; usually none
 * @param variant which of its variants it is
 * @param title what the network is called, without a seed
 */
public record Import(
    DatasetSpec dataset,
    SourceFile file,
    Optional<Architecture> architecture,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> names,
    Variant variant,
    String title)
    implements NetworkStep {
  /** Without names it is the step that it was before there were any. */
  public Import {
    names = names == null ? Map.of() : Map.copyOf(names);
  }

  @Override
  public String kind() {
    return "import";
  }

  @Override
  public int version() {
    return 2;
  }

  /** A file is the same in every trial. */
  @Override
  public long seed() {
    return 0;
  }

  @Override
  public String network() {
    return title;
  }

  @Override
  public String subject() {
    return title + " from " + file.name();
  }

  @Override
  public List<Step<?>> inputs() {
    return List.of();
  }

  @Override
  public int layers() {
    return architecture.map(Architecture::depth).orElse(Needs.USUAL_LAYERS);
  }

  @Override
  public double effort() {
    return Needs.SMALL;
  }

  @Override
  public TrainingFigures run(Workspace workspace) throws IOException {
    workspace.useEngine();
    Dataset images = workspace.dataset(dataset);
    TrainedNetwork imported = read(workspace.file(file), images, workspace);
    NetworkFile.write(imported, NetworkStep.remarks(images), workspace.file(NETWORK));
    if (file.format() != SourceFile.Format.NETWORK) { // which says it itself
      NormalizationHint.of(imported, images, DatasetSource.named(dataset.name()).normalizations())
          .ifPresent(workspace.listener()::note);
    }
    return TrainingFigures.untrained(
        Evaluation.accuracy(imported, images), imported.network(), images);
  }

  private TrainedNetwork read(Path copy, Dataset images, Workspace workspace) throws IOException {
    if (file.format() == SourceFile.Format.NETWORK) {
      return NetworkFile.read(copy);
    }
    try {
      if (file.format() == SourceFile.Format.STATE_DICT) {
        return PyTorchResNet.read(copy, graph(images), names);
      }
      FoundNetwork found = FoundNetwork.readAlone(copy, file.format());
      found.notes().forEach(workspace.listener()::note);
      return found
          .real()
          .orElseThrow(() -> new IOException(file.name() + " has no network of real numbers"));
    } catch (IOException e) { // people know it by another name than its checksum
      throw new IOException(
          String.valueOf(e.getMessage()).replace(copy.toString(), file.name()), e);
    }
  }

  /** What the parameters of a state dict belong to. */
  private Network<RealOp> graph(Dataset images) {
    Network<RealOp> residual =
        GraphSource.Built.graph(
            architecture.orElseThrow(
                () -> new IllegalStateException(file.name() + " needs an architecture")),
            images);
    return switch (variant) {
      case RESIDUAL, AS_IS -> residual;
      case ABSORBED -> Absorber.absorbAll(residual);
      case PLAIN, PLAIN_DISTILLED, SKIPPER, MERGER -> Treatment.REMOVE.applyToAll(residual);
      case TRIMMER -> Treatment.SHORTEN.applyToAll(residual);
    };
  }
}
