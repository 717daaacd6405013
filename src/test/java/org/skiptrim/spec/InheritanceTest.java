package org.skiptrim.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.engine.Arithmetic;
import org.skiptrim.training.Teaching;

/** Which of two values holds: that of a section, or the one that it inherits. */
class InheritanceTest {
  @TempDir Path folder;

  private ExperimentSpec read(String yaml, String... overrides) throws Exception {
    return SpecText.read(folder, yaml, overrides);
  }

  private static List<Integer> epochs(ExperimentSpec spec) {
    return List.of(
        spec.teacher().epochs(),
        spec.plain().epochs(),
        spec.plainDistilled().training().epochs(),
        spec.skipper().training().epochs(),
        spec.trimmer().training().epochs(),
        spec.quantization().training().epochs());
  }

  @Test
  void nothingSaid_sectionsDifferInTheirDefaults() throws Exception {
    ExperimentSpec spec = read("");
    assertEquals(List.of(30, 30, 30, 30, 30, 10), epochs(spec));
    assertEquals(0.2, spec.plain().learningRate());
    assertEquals(0.1, spec.skipper().training().learningRate());
    assertEquals(0.01, spec.quantization().training().learningRate());
    assertEquals(0.0001, spec.quantization().training().weightDecay());
  }

  @Test
  void training_standsAboveTheDefaultsOfSections() throws Exception {
    assertEquals(List.of(20, 20, 20, 20, 20, 20), epochs(read("training: {epochs: 20}")));
    assertEquals(0.3, read("training: {learning_rate: 0.3}").skipper().training().learningRate());
  }

  @Test
  void section_standsAboveTrainingInTheSameFile() throws Exception {
    assertEquals(
        List.of(20, 20, 20, 12, 20, 3),
        epochs(read("skipper: {epochs: 12}\ntraining: {epochs: 20}\nquantization: {epochs: 3}")));
    assertEquals(
        List.of(20, 12, 20, 20, 20, 20), epochs(read("", "plain.epochs=12", "training.epochs=20")));
  }

  @Test
  void trainingOnTheCommandLine_standsAboveASectionInTheFile() throws Exception {
    assertEquals(
        List.of(20, 20, 20, 20, 20, 20),
        epochs(read("skipper: {epochs: 12}", "training.epochs=20")));
    assertEquals(
        List.of(20, 20, 20, 40, 20, 20),
        epochs(read("skipper: {epochs: 12}", "training.epochs=20", "skipper.epochs=40")));
  }

  @Test
  void recipe_isBelowWhatIsSaid_andLeavesQuantizationAlone() throws Exception {
    ExperimentSpec spec = read("recipe: report");
    assertEquals(List.of(200, 200, 200, 200, 200, 10), epochs(spec));
    assertEquals(List.of(), spec.quantization().training().drops());
    assertEquals(
        List.of(190, 190, 190, 190, 190, 190),
        epochs(read("recipe: report\ntraining: {epochs: 190}")));
  }

  @Test
  void distillation_isInheritedInTheSameWay() throws Exception {
    ExperimentSpec spec =
        read("distillation: {distance: kl, temperature: 2}\nskipper: {distance: mse}");
    assertEquals(new Teaching.Divergence(2), spec.plainDistilled().teaching().distance());
    assertEquals(new Teaching.Divergence(2), spec.quantization().teaching().distance());
    assertEquals(new Teaching.MeanSquared(), spec.skipper().teaching().distance());
  }

  @Test
  void dropsOfASection_replaceTheWarmUpOfAll() throws Exception {
    ExperimentSpec spec = read("training: {warm_up: 0.2}\nplain: {drops: [10]}");
    assertEquals(List.of(10), spec.plain().drops());
    assertEquals(0.2, spec.teacher().warmUp());
  }

  @Test
  void wrongInheritedValue_isNamedWhereItStands() {
    String message =
        assertThrows(SpecException.class, () -> read("training:\n  epochs: 0")).getMessage();
    assertTrue(message.contains("tiny.yaml:2: training.epochs is '0'"), message);
  }

  @Test
  void arithmetic_isThatOfQuantizationToo() throws Exception {
    ExperimentSpec spec = read("arithmetic: bf16");
    assertEquals(Arithmetic.BF16, spec.quantization().training().arithmetic());
  }
}
