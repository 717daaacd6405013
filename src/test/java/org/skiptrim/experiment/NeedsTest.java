package org.skiptrim.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.spec.SpecText;

class NeedsTest {
  private static final double FORWARD = 0.4;

  @TempDir Path folder;

  /** An effort of an epoch: all images of CIFAR-10 through a ResNet20. */
  private double epochs(String kind, String... settings) throws Exception {
    String spec =
        """
        networks: [{resnet: 20}]
        variants: [residual, plain-distilled, skipper]
        precisions: []
        devices: []
        """;
    return new ExperimentPlan(SpecText.read(folder, spec, settings), Map.of())
            .steps().stream()
                .filter(step -> step.kind().equals(kind))
                .mapToDouble(Step::effort)
                .sum()
        - Needs.SMALL;
  }

  @Test
  void effort_ofAnEpoch_countsItsEvaluation() throws Exception {
    assertEquals(1 + FORWARD / 5, epochs("train", "teacher.epochs=1"), 1e-9);
    assertEquals(
        1 + FORWARD / 50, epochs("train", "teacher.epochs=1", "dataset.test_images=1000"), 1e-9);
  }

  @Test
  void effort_underATeacher_countsItsPassAndTheStatistics() throws Exception {
    double alone = 12 * (1 + FORWARD / 5);
    assertEquals(alone + 12 * FORWARD, epochs("remove-skips", "skipper.epochs=12"), 1e-9);
    assertEquals(
        alone + 12 * (FORWARD + FORWARD / 5),
        epochs("remove-skips", "skipper.epochs=12", "skipper.statistics_images=10000"),
        1e-9);
  }

  @Test
  void effort_underADeeperTeacher_isMore() throws Exception {
    double deeper =
        underTeacher("56, residual: models/akamaster/resnet56-4bfd9763.th")
            - underTeacher("20, residual: models/akamaster/resnet20-12fca82f.th");
    assertEquals(FORWARD * (56.0 / 20 - 1), deeper, 1e-9);
  }

  private double underTeacher(String resnet) throws Exception {
    return epochs(
        "distill",
        "plain_distilled.epochs=1",
        "dataset.normalization=imagenet",
        "plain_distilled.teacher={shortcut: zero-pad, resnet: " + resnet + "}");
  }
}
