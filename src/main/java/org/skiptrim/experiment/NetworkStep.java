package org.skiptrim.experiment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.network.NetworkFile;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.spec.DatasetSpec;
import org.skiptrim.spec.SourceFile;
import org.skiptrim.training.CalibrationImages;
import org.skiptrim.training.OwnStatistics;
import org.skiptrim.training.TrainingState;

/** A step that makes a network of real numbers; if it learned with quantizers, it has them. */
public sealed interface NetworkStep extends Step<TrainingFigures>
    permits Train, Import, Distill, TreatSkips, AbsorbSkips {
  /** Its file in the run directory. */
  String NETWORK = "network.safetensors";

  /** Training images that batch norm's statistics are measured on after a rewrite. */
  int STATISTICS_IMAGES = 2_048;

  /** The images it learned from. */
  DatasetSpec dataset();

  /** Of initialization, order and augmentation. */
  long seed();

  /** The network, without the seed: {@code ResNet8 skipper}. */
  String network();

  /**
   * How many layers the network has, by which time and memory are planned; that of a graph that
   * comes from a file counts as a ResNet20.
   */
  int layers();

  @Override
  default boolean learns() {
    return true;
  }

  @Override
  default long memoryMb() {
    return Needs.memoryMb(layers());
  }

  /** Its checkpoints and its network: 4 MB of ResNet20, 21 MB of ResNet110. */
  @Override
  default long diskMb() {
    return 1 + layers() / 5L;
  }

  /** What a step needs that starts from one network and learns under another, if that is named. */
  static List<Step<?>> with(Optional<Import> otherTeacher, NetworkStep start) {
    List<Step<?>> inputs = new ArrayList<>(List.of(start));
    otherTeacher.ifPresent(inputs::add);
    return inputs;
  }

  /** The step that makes the teacher. */
  static NetworkStep teacher(Optional<Import> named, NetworkStep usual) {
    return named.isPresent() ? named.get() : usual;
  }

  /** The teacher that is named, or else the usual one. */
  static TrainedNetwork teacher(Optional<Import> named, TrainedNetwork usual, Workspace workspace)
      throws IOException {
    return named.isPresent() ? NetworkFile.read(workspace.file(named.get(), NETWORK)) : usual;
  }

  /** A network whose skips have become weights, ready to learn on, as it does once quantized. */
  static TrainedNetwork learnable(TrainedNetwork rewritten, Dataset images) {
    return OwnStatistics.measured(rewritten, new CalibrationImages(images, STATISTICS_IMAGES));
  }

  /** Stores the network that a training ends with. */
  static TrainingFigures keep(TrainingState end, Dataset images, Workspace workspace)
      throws IOException {
    return keep(end.trained(), end, images, workspace);
  }

  /** Stores what was made of that network since. */
  static TrainingFigures keep(
      TrainedNetwork network, TrainingState end, Dataset images, Workspace workspace)
      throws IOException {
    NetworkFile.write(network, remarks(images), workspace.file(NETWORK));
    return TrainingFigures.of(network.network(), end.history(), images);
  }

  /** What a network's file says of the images that it is for. */
  static Map<String, String> remarks(Dataset images) {
    return Map.of(SourceFile.NORMALIZATION, images.normalization().text());
  }

  @Override
  default String subject() {
    return network() + ", seed " + seed();
  }

  @Override
  default Class<TrainingFigures> figuresType() {
    return TrainingFigures.class;
  }
}
