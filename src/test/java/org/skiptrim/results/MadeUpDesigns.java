package org.skiptrim.results;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.skiptrim.device.Device;
import org.skiptrim.device.Utilization;
import org.skiptrim.experiment.Design;
import org.skiptrim.experiment.DesignFigures;
import org.skiptrim.experiment.ExperimentPlan;
import org.skiptrim.experiment.QuantizationFigures;
import org.skiptrim.experiment.Quantize;
import org.skiptrim.experiment.Step;
import org.skiptrim.experiment.SynthesisFigures;
import org.skiptrim.experiment.Synthesize;
import org.skiptrim.runs.MadeUpRuns;
import org.skiptrim.runs.RunStore;
import org.skiptrim.spec.SpecText;

/** Designs whose figures nobody had to compute: fewer bits are worse and smaller. */
public final class MadeUpDesigns {
  private MadeUpDesigns() {}

  /** Tiny, with hardware. */
  public static ExperimentPlan plan(Path folder, String... overrides) throws Exception {
    String spec = SpecText.TINY.replace("devices: []", "devices: [xc7z020]");
    return new ExperimentPlan(SpecText.read(folder, spec, overrides), Map.of());
  }

  /** All that a point needs. */
  public static void done(ExperimentPlan plan, RunStore store) throws IOException {
    for (Step<?> step : plan.steps()) {
      boolean isSmall = step.subject().contains("skipper");
      boolean isNarrow = step.subject().contains("<4,2>");
      Utilization used = used((isSmall ? 700 : 1_000) / (isNarrow ? 2 : 1));
      if (step instanceof Quantize) {
        double accuracy = 0.8 - (isSmall ? 0.01 : 0) - (isNarrow ? 0.1 : 0);
        MadeUpRuns.done(store, step, quantization(accuracy), 60);
      } else if (step instanceof Design) {
        MadeUpRuns.done(
            store, step, new DesignFigures(9, 36_864, 36_864, 0, 0, 0, used, List.of()), 5);
      } else if (step instanceof Synthesize) {
        MadeUpRuns.done(
            store,
            step,
            new SynthesisFigures(used, Device.named("xc7z020"), List.of(), "Yosys 0.23"),
            5);
      }
    }
  }

  private static QuantizationFigures quantization(double accuracy) {
    return new QuantizationFigures(
        accuracy, OptionalDouble.empty(), 10_000, Optional.empty(), List.of());
  }

  private static Utilization used(long luts) {
    return new Utilization(Utilization.Method.SYNTHESIZED_BY_PARTS, luts, 0, 2 * luts, 1, 1, 4);
  }
}
