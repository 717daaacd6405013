package org.skiptrim.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.experiment.PlacementFigures.TooTight;
import org.skiptrim.runs.MadeUpResources;
import org.skiptrim.runs.Preparation;
import org.skiptrim.runs.RunStore;
import org.skiptrim.runs.StepRunner;
import org.skiptrim.spec.ExperimentSpec;
import org.skiptrim.spec.SpecText;
import org.skiptrim.storage.Json;

/** A design that asks for more than a small chip has, with the real tools. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class PlaceFittingTest {
  private static final String SPEC =
      """
      dataset: {name: made-up}
      networks: [{resnet: 8, widths: [1, 1, 1], shortcut: zero-pad}]
      variants: [residual]
      training: {epochs: 1, batch_size: 16}
      quantization: {epochs: 0}
      precisions: ["ap_fixed<4,2>"]
      devices: [hx8k]
      hardware: {cycles_per_frame: %d}
      placement: {seeds: 1, images: 1, fit: auto}
      """;

  /** The network has one slower speed. */
  private static final int ASKED = 1_000;

  @TempDir Path folder;
  private RunStore store;

  @BeforeEach
  void makeStore() {
    store = new RunStore(folder.resolve("runs"));
  }

  private void isDone(Step<?> step) throws Exception {
    StepRunner runner = new StepRunner(store, new MadeUpResources(true, folder));
    assertTrue(runner.run(step), store.status(step).error());
  }

  /** The last step, of which what comes before its placement is done. */
  private SimulateNetlist prepared(String text) throws Exception {
    ExperimentSpec spec = SpecText.read(folder, text);
    ExperimentPlan plan = new Preparation(List.of(spec), store).plans().all().get(0);
    SimulateNetlist last =
        plan.steps().stream()
            .filter(SimulateNetlist.class::isInstance)
            .map(SimulateNetlist.class::cast)
            .findFirst()
            .orElseThrow();
    Design design = last.netlist().design();
    isDone(design.network().inputs().get(0));
    isDone(design.network());
    isDone(design);
    return last;
  }

  private static void wasTooTight(Path run, long cycles) throws Exception {
    Json.write(
        run.resolve("too-tight.json"),
        List.of(new TooTight(cycles, "hx8k has 7,680 LUT and the design takes 8,911")));
  }

  /** As a stop left it: what was too tight is not tried again. */
  @Test
  void run_askedForTooMuch_takesTheNextSpeed() throws Exception {
    SimulateNetlist last = prepared(SPEC.formatted(ASKED));
    PlaceFitting fitting = (PlaceFitting) last.netlist();
    wasTooTight(store.path(fitting), ASKED);
    isDone(fitting);
    PlacementFigures placed = store.find(fitting).orElseThrow();
    assertEquals(ASKED, placed.tooTight().get(0).cyclesPerFrame());
    assertTrue(placed.cyclesPerFrame() > ASKED, placed.summary());
    assertTrue(placed.summary().contains(" cycles each, as 1,000 did not fit"), placed.summary());
    assertTrue(placed.netlist().orElseThrow().luts() <= 7_680, placed.summary());
    isDone(last);
    assertEquals(4, store.find(last).orElseThrow().logits());
  }

  /** As estimated, none of its speeds is worth a synthesis. */
  @Test
  void run_noSpeedFits_triesAllAndSaysWhatIsLackingAtTheSlowest() throws Exception {
    String large = SPEC.formatted(ASKED).replace("widths: [1, 1, 1]", "widths: [16, 32, 64]");
    PlaceFitting fitting = (PlaceFitting) prepared(large).netlist();
    assertFalse(new StepRunner(store, new MadeUpResources(true, folder)).run(fitting));
    String error = store.status(fitting).error();
    String lacking = "hx8k has [\\d,]+ (LUT|BRAM) and the design takes [\\d,]+, as estimated";
    assertTrue(
        error.matches(
            "no speed of this network fits hx8k; at [\\d,]+ cycles a frame, the slowest, "
                + lacking),
        error);
    TooTight[] tried = Json.read(store.path(fitting).resolve("too-tight.json"), TooTight[].class);
    assertEquals(ASKED, tried[0].cyclesPerFrame());
    assertTrue(tried.length > 2, tried.length + " speeds");
  }
}
