package org.skiptrim.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.network.LearningForm;
import org.skiptrim.network.NetworkFile;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.quantization.FakeQuantization;
import org.skiptrim.quantization.QuantizedForm;
import org.skiptrim.skips.Merger;
import org.skiptrim.skips.SkipSchedule;
import org.skiptrim.skips.SkipTraining;
import org.skiptrim.skips.Treatment;
import org.skiptrim.spec.DatasetSpec;
import org.skiptrim.spec.SkipsSpec;
import org.skiptrim.spec.Variant;
import org.skiptrim.storage.Words;
import org.skiptrim.training.Evaluation;
import org.skiptrim.training.NormStatistics;
import org.skiptrim.training.Recipe;
import org.skiptrim.training.Trainer;
import org.skiptrim.training.TrainingState;

/**
 * Removes, shortens or merges the skip connections of a trained network, with itself as the
 * teacher.
 *
 * @param otherTeacher the one to learn under, if it is not itself
 */
public record TreatSkips(
    NetworkStep teacher,
    Treatment treatment,
    SkipsSpec settings,
    long seed,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Import> otherTeacher)
    implements NetworkStep {
  @Override
  public String kind() {
    return switch (treatment) {
      case REMOVE -> "remove-skips";
      case SHORTEN -> "shorten-skips";
      case SHORTEN_TO_MERGE -> "merge-skips";
    };
  }

  @Override
  public int version() {
    return 3;
  }

  @Override
  public DatasetSpec dataset() {
    return teacher.dataset();
  }

  @Override
  public String network() {
    Variant variant =
        switch (treatment) {
          case REMOVE -> Variant.SKIPPER;
          case SHORTEN -> Variant.TRIMMER;
          case SHORTEN_TO_MERGE -> Variant.MERGER;
        };
    return teacher.network() + " " + Words.of(variant);
  }

  @Override
  public List<Step<?>> inputs() {
    return NetworkStep.with(otherTeacher, teacher);
  }

  @Override
  public int layers() {
    return teacher.layers();
  }

  @Override
  public double effort() {
    return Needs.learningUnderTeacher(
        layers(),
        NetworkStep.teacher(otherTeacher, teacher).layers(),
        settings.statisticsImages().orElse(0),
        dataset(),
        settings.training());
  }

  @Override
  public TrainingFigures run(Workspace workspace) throws IOException {
    workspace.useEngine();
    Dataset images = workspace.dataset(dataset());
    TrainedNetwork own = NetworkFile.read(workspace.file(teacher, NETWORK));
    TrainedNetwork start = FakeQuantization.remove(own);
    TrainedNetwork taughtBy = NetworkStep.teacher(otherTeacher, own, workspace);
    LearningForm form = learningForm();
    Recipe recipe =
        settings.training().recipe(dataset(), seed).fitting(form.learning(start.network()));
    Trainer trainer =
        workspace.trainer(
            images,
            recipe,
            network -> Evaluation.accuracy(asEvaluated(network, images, recipe), images));
    SkipSchedule schedule =
        settings
            .schedule()
            .fitting(treatment.targets(start.network()).size(), settings.training().epochs());
    SkipTraining skipTraining =
        new SkipTraining(trainer, treatment, schedule, settings.teaching(), form);
    TrainingState end = skipTraining.run(start, taughtBy, workspace.checkpoints());
    TrainingState learned = end.with(form::learning);
    TrainedNetwork kept = asEvaluated(learned.trained(), images, recipe);
    return NetworkStep.keep(withoutShort(kept, images), learned, images, workspace);
  }

  private TrainedNetwork withoutShort(TrainedNetwork learned, Dataset images) {
    return treatment == Treatment.SHORTEN_TO_MERGE
        ? NetworkStep.learnable(Merger.merge(learned), images)
        : learned;
  }

  /** While skips fade, the running statistics are those of another network. */
  private TrainedNetwork asEvaluated(TrainedNetwork student, Dataset images, Recipe recipe) {
    OptionalInt count = settings.statisticsImages();
    return count.isEmpty()
        ? student
        : NormStatistics.measured(student, images, recipe, count.getAsInt());
  }

  /** With quantizers, if skips go while they are there. */
  private LearningForm learningForm() {
    return settings.precision().<LearningForm>map(QuantizedForm::new).orElse(LearningForm.AS_IT_IS);
  }
}
