package org.skiptrim.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.report.Table;
import org.skiptrim.results.ExperimentReport;
import org.skiptrim.runs.MadeUpResources;
import org.skiptrim.runs.Preparation;
import org.skiptrim.runs.RunStore;
import org.skiptrim.runs.StepRunner;
import org.skiptrim.spec.ExperimentSpec;
import org.skiptrim.spec.SpecText;

/** From made-up images to simulated hardware, with the real simulator. */
class HardwareStepsTest {
  private static final String SPEC =
      SpecText.TINY.replace("devices: []", "devices: [xc7z020]")
          + """
          variants: residual
          simulation: {images: 3}
          hardware: {cycles_per_frame: 20000}
          """;

  @TempDir Path folder;

  @Test
  void simulate_trainedNetwork_equalsTheIntegers() throws Exception {
    ExperimentSpec spec = SpecText.read(folder, SPEC);
    RunStore store = new RunStore(folder.resolve("my own runs")); // make has trouble with blanks
    StepRunner runner = new StepRunner(store, new MadeUpResources(true, folder));
    ExperimentPlan plan = new Preparation(List.of(spec), store).plans().all().get(0);
    List<Step<?>> steps = plan.steps();
    for (Step<?> step : steps.subList(0, 4)) {
      assertTrue(runner.run(step), store.status(step).error());
    }
    Simulate simulate = (Simulate) steps.get(3);
    SimulationFigures figures = store.find(simulate).orElseThrow();
    assertEquals(3 * 4, figures.logits());
    DesignFigures design = store.find(simulate.design()).orElseThrow();
    assertTrue(design.skipFifoBits() > 0);
    assertTrue(design.cyclesPerFrame() <= 20_000, design.summary());
    assertTrue(design.estimate().luts() > 100, design.summary());
    assertTrue(design.frontier().size() > 2, "speeds that it could have");
    assertTrue(
        figures.cyclesPerFrame().orElseThrow() >= design.cyclesPerFrame(), figures.summary());
    assertTrue(figures.cyclesPerFrame().orElseThrow() <= 20_000, figures.summary());
    assertTrue(Files.exists(store.path(simulate).resolve("simulation/rtl")));
    reportTells(figures, plan, store);
  }

  private void reportTells(SimulationFigures figures, ExperimentPlan plan, RunStore store)
      throws Exception {
    ExperimentReport report = new ExperimentReport(plan, store, "tiny.yaml");
    Table comparison = report.tables().get(1);
    String cycles = "%,d".formatted(figures.cyclesPerFrame().orElseThrow());
    assertTrue(comparison.toMarkdown().contains(cycles), comparison.toMarkdown());
    report.write();
    String page = Files.readString(report.page());
    assertTrue(page.contains("all 12 logits of 3 test images"), "exactness");
    assertTrue(page.contains("what a faster design would take, as estimated"), "frontier");
  }
}
