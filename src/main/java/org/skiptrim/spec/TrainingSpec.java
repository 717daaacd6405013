package org.skiptrim.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Map;
import org.skiptrim.engine.Arithmetic;
import org.skiptrim.storage.Sparse;
import org.skiptrim.training.LearningRateSchedule;
import org.skiptrim.training.Recipe;

/**
 * The hyperparameters that every kind of training has.
 *
 * @param epochs how often the training images are seen
 * @param batchSize images a step
 * @param learningRate its peak, or its first value if there are drops
 * @param warmUp the share of the epochs in which it rises; unused if there are drops
 * @param drops epochs after which it is multiplied with {@code dropFactor}; none for one cycle
 * @param momentum Nesterov momentum
 * @param weightDecay L2 penalty
 * @param frozenStatistics the last share of the epochs, in which batch norm's statistics stay
 * @param arithmetic {@code fp32} or {@code bf16}
 */
public record TrainingSpec(
    int epochs,
    int batchSize,
    double learningRate,
    double warmUp,
    List<Integer> drops,
    double dropFactor,
    double momentum,
    double weightDecay,
    double frozenStatistics,
    Arithmetic arithmetic) {

  /** What {@link Sparse} leaves out; part of the file format, whatever the defaults become. */
  private static final TrainingSpec USUAL =
      new TrainingSpec(30, 128, 0.2, 0.3, List.of(), 0.1, 0.9, 5e-4, 0, Arithmetic.FP32);

  @JsonValue
  Map<String, Object> said() {
    return Sparse.of(this, USUAL);
  }

  @JsonCreator
  static TrainingSpec of(Map<String, Object> said) {
    return Sparse.read(said, USUAL);
  }

  private static final int MOST_EPOCHS = 100_000;
  private static final int LARGEST_BATCH = 1 << 20;

  /** Reads the keys from a section that may have others as well. */
  static TrainingSpec read(Setting section, int fewestEpochs, Arithmetic arithmetic)
      throws SpecException {
    int epochs = section.get("epochs").integer(fewestEpochs, MOST_EPOCHS);
    List<Integer> drops = drops(section, epochs);
    return new TrainingSpec(
        epochs,
        section.get("batch_size").integer(1, LARGEST_BATCH),
        section.get("learning_rate").number(1e-9, 100),
        section.get("warm_up").number(0, 0.99),
        drops,
        section.get("drop_factor").number(0, 1),
        section.get("momentum").number(0, 0.9999),
        section.get("weight_decay").number(0, 1),
        section.get("frozen_statistics").number(0, 1),
        arithmetic);
  }

  private static List<Integer> drops(Setting section, int epochs) throws SpecException {
    Setting drops = section.get("drops");
    List<Integer> values = drops.list(drop -> drop.integer(1, epochs - 1));
    if (!values.equals(values.stream().sorted().toList())) {
      throw drops.wrong("list the epochs in rising order");
    }
    Setting warmUp = section.get("warm_up");
    if (!values.isEmpty() && section.contradicts(drops, warmUp)) {
      throw drops.wrong("it excludes " + warmUp.path() + "; leave one of them out");
    }
    return values;
  }

  /** The learning rate over time. */
  public LearningRateSchedule schedule() {
    return drops.isEmpty()
        ? new LearningRateSchedule.OneCycle(learningRate, warmUp)
        : new LearningRateSchedule.Steps(learningRate, dropFactor, drops);
  }

  /** The hyperparameters of a training on images of that data set with this seed. */
  public Recipe recipe(DatasetSpec dataset, long seed) {
    return new Recipe(
        epochs,
        batchSize,
        schedule(),
        momentum,
        weightDecay,
        frozenStatistics,
        dataset.augmentation(),
        arithmetic,
        seed);
  }
}
