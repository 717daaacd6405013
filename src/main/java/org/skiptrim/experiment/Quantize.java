package org.skiptrim.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.network.Network;
import org.skiptrim.network.NetworkFile;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.quantization.FakeQuantization;
import org.skiptrim.quantization.PostTraining;
import org.skiptrim.quantization.Precision;
import org.skiptrim.quantization.QuantizedEvaluation;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.quantization.QuantizedNetworkFile;
import org.skiptrim.quantization.Quantizer;
import org.skiptrim.quantization.RangeUse;
import org.skiptrim.quantization.StorageBits;
import org.skiptrim.spec.DatasetSpec;
import org.skiptrim.spec.TaughtSpec;
import org.skiptrim.storage.Json;
import org.skiptrim.training.CalibrationImages;
import org.skiptrim.training.ClassAccuracy;
import org.skiptrim.training.CrossEntropy;
import org.skiptrim.training.Distillation;
import org.skiptrim.training.NormStatistics;
import org.skiptrim.training.Recipe;
import org.skiptrim.training.Teaching;
import org.skiptrim.training.Trainer;
import org.skiptrim.training.TrainingState;

/**
 * Turns a network into one on integers, fitted to its types and trained to live with them.
 *
 * @param calibrationImages training images that it is fitted on; 0 for none, empty in old files
 * @param statisticsImages training images on which batch norm's statistics are measured anew when
 *     it has learned; empty for none
 * @param teacher under which it learns, if that is not the network before quantization
 * @param before the same network at another precision, as which it starts; empty for its own
 */
public record Quantize(
    NetworkStep source,
    Precision precision,
    TaughtSpec settings,
    OptionalInt calibrationImages,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Quantize> before,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) OptionalInt statisticsImages,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Import> teacher)
    implements QuantizedStep {
  /** The network that was trained, with its quantizers. */
  private static final String TRAINED = "trained.safetensors";

  /** The network before that. */
  private static final String FITTED = "fitted.safetensors";

  /** How its values lie in the ranges of their types: a list of {@link RangeUse}. */
  public static final String RANGES = "ranges.json";

  /** Training images on which that is measured. */
  private static final int RANGE_IMAGES = 128;

  private static final String UNTRAINED = "untrained.json";

  @Override
  public String kind() {
    return "quantize";
  }

  @Override
  public int version() {
    return 6;
  }

  @Override
  public DatasetSpec dataset() {
    return source.dataset();
  }

  /** The network and its types: {@code ResNet8 skipper, ap_fixed<8,3>}. */
  String network() {
    return source.network() + ", " + precisionText(precision);
  }

  @Override
  public String subject() {
    return network() + ", seed " + source.seed();
  }

  @Override
  public List<Step<?>> inputs() {
    List<Step<?>> inputs = NetworkStep.with(teacher, source);
    before.ifPresent(inputs::add);
    return inputs;
  }

  @Override
  public boolean learns() {
    return true;
  }

  @Override
  public long memoryMb() {
    return Needs.quantizationAwareMb(source.layers());
  }

  @Override
  public double effort() {
    return Needs.quantizationAware(
        source.layers(),
        NetworkStep.teacher(teacher, source).layers(),
        dataset(),
        settings.training());
  }

  @Override
  public QuantizationFigures run(Workspace workspace) throws IOException {
    workspace.useEngine();
    Dataset images = workspace.dataset(dataset());
    TrainedNetwork real = NetworkFile.read(workspace.file(source, NetworkStep.NETWORK));
    TrainedNetwork start = start(real, images, workspace);
    OptionalDouble untrained =
        settings.training().epochs() == 0
            ? OptionalDouble.empty()
            : OptionalDouble.of(untrainedAccuracy(start, images, workspace));
    TrainingState end = train(real, start, images, workspace);
    TrainedNetwork trained = withStatisticsAnew(end, images, workspace);
    NetworkFile.write(trained, NetworkStep.remarks(images), workspace.file(TRAINED));
    Json.write(
        workspace.file(RANGES), RangeUse.of(trained, new CalibrationImages(images, RANGE_IMAGES)));
    QuantizedNetwork quantized = Quantizer.quantize(trained);
    QuantizedNetworkFile.write(quantized, NetworkStep.remarks(images), workspace.file(QUANTIZED));
    List<ClassAccuracy> classes = QuantizedStep.measureClasses(quantized, images, workspace);
    double accuracy = accuracy(end, classes);
    return new QuantizationFigures(
        accuracy,
        OptionalDouble.of(untrained.orElse(accuracy)),
        images.test().size(),
        Optional.of(StorageBits.of(quantized)),
        end.history());
  }

  /** What was learned, with statistics measured anew if that is asked for. */
  private TrainedNetwork withStatisticsAnew(
      TrainingState end, Dataset images, Workspace workspace) {
    if (end.history().isEmpty() || statisticsImages.isEmpty()) {
      return end.trained();
    }
    int count = statisticsImages.getAsInt();
    workspace.listener().note("measuring batch norm's statistics on " + count + " images");
    Recipe recipe = settings.training().recipe(dataset(), source.seed());
    return NormStatistics.measured(end.trained(), images, recipe, count);
  }

  /** The last epoch has measured it, if there was one and nothing came after it. */
  private double accuracy(TrainingState end, List<ClassAccuracy> classes) {
    return end.history().isEmpty() || statisticsImages.isPresent()
        ? ClassAccuracy.overall(classes)
        : end.history().get(end.epoch() - 1).testAccuracy();
  }

  private TrainingState train(
      TrainedNetwork real, TrainedNetwork start, Dataset images, Workspace workspace)
      throws IOException {
    Recipe recipe = settings.training().recipe(dataset(), source.seed()).fitting(start.network());
    if (recipe.epochs() > 0 && recipe.arithmetic() != settings.training().arithmetic()) {
      workspace
          .listener()
          .note("learning in fp32, since bf16 does not hold " + precisionText(precision));
    }
    Trainer trainer =
        workspace.trainer(
            images,
            recipe,
            network -> QuantizedEvaluation.accuracy(Quantizer.quantize(network), images));
    Teaching teaching = settings.teaching();
    if (teaching.teacherWeight() + teaching.hintWeight() == 0) {
      return trainer.train(start, new CrossEntropy(), workspace.checkpoints());
    }
    TrainedNetwork taughtBy = NetworkStep.teacher(teacher, real, workspace);
    try (Distillation loss =
        new Distillation(taughtBy, start.network(), teaching, recipe.arithmetic())) {
      return trainer.train(start, loss, workspace.checkpoints());
    }
  }

  /** Where training begins; it is kept, so that what is resumed need not be fitted again. */
  private TrainedNetwork start(TrainedNetwork real, Dataset images, Workspace workspace)
      throws IOException {
    Path file = workspace.file(FITTED);
    if (!Files.exists(file)) {
      TrainedNetwork learned =
          before.isPresent() ? NetworkFile.read(workspace.file(before.get(), TRAINED)) : real;
      NetworkFile.write(fitted(learned, images, workspace), file);
    }
    return NetworkFile.read(file);
  }

  private TrainedNetwork fitted(TrainedNetwork learned, Dataset images, Workspace workspace) {
    int count = calibrationImages.orElse(0);
    if (count > 0) {
      return PostTraining.quantized(
          learned, precision, new CalibrationImages(images, count), workspace.listener());
    }
    Network<RealOp> plain = FakeQuantization.remove(learned.network());
    return new TrainedNetwork(FakeQuantization.insert(plain, precision), learned.parameters());
  }

  private static double untrainedAccuracy(TrainedNetwork start, Dataset images, Workspace workspace)
      throws IOException {
    Path file = workspace.file(UNTRAINED);
    if (!Files.exists(file)) {
      double accuracy = QuantizedEvaluation.accuracy(Quantizer.quantize(start), images);
      workspace
          .listener()
          .note(
              String.format(
                  Locale.ROOT,
                  "before training on: accuracy on the integers %.2f %%",
                  100 * accuracy));
      Json.write(file, new Untrained(accuracy));
    }
    return Json.read(file, Untrained.class).accuracy();
  }

  /** What is kept of the network before it is trained on. */
  private record Untrained(double accuracy) {}

  /** {@code ap_fixed<8,3>}, or {@code ap_fixed<4,2> × ap_fixed<8,3>, first: ap_fixed<8,2>}. */
  public static String precisionText(Precision precision) {
    StringBuilder text = new StringBuilder(precision.weights().toString());
    if (!precision.weights().equals(precision.activations())) {
      text.append(" × ").append(precision.activations());
    }
    precision.sums().ifPresent(type -> text.append(", sums: ").append(type));
    precision.layers().forEach((name, type) -> text.append(", " + name + ": " + type));
    text.append(precision.automatic() ? ", automatic binary points" : "");
    return text.toString();
  }
}
