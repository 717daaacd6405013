package org.skiptrim.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.experiment.ExperimentPlan;
import org.skiptrim.experiment.Simulate;
import org.skiptrim.experiment.Step;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.ResNets;
import org.skiptrim.network.Shape;
import org.skiptrim.results.ExperimentReport;
import org.skiptrim.spec.ExperimentSpec;
import org.skiptrim.spec.NetworkFiles;
import org.skiptrim.spec.SpecText;

/** A whole experiment on gray images that are not square, in three classes, never mirrored. */
class OtherImagesTest {
  private static final String SPEC =
      """
      dataset: {name: made-up-digits, normalization: gray}
      networks: [resnet8]
      precisions: ["ap_fixed<6,3>"]
      devices: []
      training: {epochs: 4, batch_size: 20}
      quantization: {epochs: 1}
      """;

  @TempDir Path folder;

  private final Recording heard = new Recording();

  private RunStore run(ExperimentSpec spec) throws Exception {
    RunStore store = new RunStore(folder.resolve("runs"));
    Launcher launcher = new SameProcess(new MadeUpResources(true, folder));
    new ExperimentRunner(store, launcher, heard, OptionalInt.empty())
        .run(new Preparation(List.of(spec), store).plans().all().get(0));
    assertEquals(List.of(), heard.failures);
    return store;
  }

  @Test
  void builtNetwork_isTrainedAndQuantized() throws Exception {
    ExperimentSpec spec = SpecText.read(folder, SPEC);
    assertEquals(FixedPoint.signed(8, 3), spec.precisions().get(0).input());
    run(spec);
    assertEquals(List.of("train", "remove-skips", "quantize", "quantize"), heard.done);
  }

  /** Small enough to be simulated and synthesized. */
  @Test
  void smallNetwork_comesToHardware() throws Exception {
    NetworkFiles.real(
        folder.resolve("small.safetensors"),
        ResNets.resNet(1, new int[] {4, 6}, new Shape(1, 12, 20), 3));
    ExperimentSpec spec =
        SpecText.read(
            folder,
            SPEC,
            "networks=" + folder.resolve("small.safetensors"),
            "variants=skipper",
            "devices=xc7z020",
            "simulation.images=2",
            "hardware.cycles_per_frame=9000");
    RunStore store = run(spec);
    ExperimentPlan plan = new Preparation(List.of(spec), store).plans().all().get(0);
    for (Step<?> step : plan.steps()) {
      assertTrue(store.isDone(step), step.subject());
      if (step instanceof Simulate simulate) {
        assertEquals(2 * 3, store.find(simulate).orElseThrow().logits());
      }
    }
    ExperimentReport report = new ExperimentReport(plan, store, "tiny.yaml");
    report.write();
    assertTrue(Files.readString(report.page()).contains("small skipper"), "titles");
  }
}
