package org.skiptrim.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.experiment.ExperimentPlan;
import org.skiptrim.experiment.PlacedStep;
import org.skiptrim.spec.SpecText;

class StepTimesTest {
  private static final String SPEC =
      """
      networks: [resnet8]
      variants: [residual]
      precisions: ["ap_fixed<4,2>"]
      devices: [hx8k]
      placement: {seeds: 2}
      """;

  @TempDir Path folder;

  private double secondsOfPlacing(String... overrides) throws Exception {
    StepTimes times = StepTimes.of(new RunStore(folder.resolve("runs")));
    return new ExperimentPlan(SpecText.read(folder, SPEC, overrides), Map.of())
        .steps().stream()
            .filter(PlacedStep.class::isInstance)
            .mapToDouble(step -> times.seconds(step, 1))
            .sum();
  }

  /** One that synthesizes as well takes as long as a try more. */
  @Test
  void seconds_placeFitting_areAsMuchAsPlacingTakes() throws Exception {
    assertEquals(1.5 * secondsOfPlacing(), secondsOfPlacing("placement.fit=auto"), 1e-9);
  }
}
