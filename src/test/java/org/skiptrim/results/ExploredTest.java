package org.skiptrim.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.experiment.ExperimentPlan;
import org.skiptrim.experiment.ExperimentPlans;
import org.skiptrim.runs.RunStore;

class ExploredTest {
  @TempDir Path folder;

  private ExperimentPlan plan() throws Exception {
    return MadeUpDesigns.plan(folder, "precisions=['ap_fixed<8,3>','ap_fixed<4,2>']");
  }

  private RunStore store() {
    return new RunStore(folder.resolve("runs"));
  }

  @Test
  void of_designsThatAreDone_havePointsWithAllTheirFigures() throws Exception {
    ExperimentPlan plan = plan();
    MadeUpDesigns.done(plan, store());
    Explored explored = Explored.of(new ExperimentPlans(List.of(plan)), store());
    assertEquals(4, explored.points().size());
    assertEquals(
        List.of("LUT", "FF", "BRAM", "DSP", Explored.FRAMES_IN_CYCLES),
        explored.axes().stream().map(Explored.Axis::name).toList());
    Explored.Point first = explored.points().get(0);
    assertEquals(
        List.of("ResNet8", "residual", "ap_fixed<8,3>", "xc7z020"),
        List.of(first.network(), first.variant(), first.type(), first.device()));
    assertEquals(1_000, first.values().get("LUT"));
    assertEquals(1e6 / 36_864, first.values().get(Explored.FRAMES_IN_CYCLES));
    assertTrue(
        first.figures().contains(new Explored.Shown("test accuracy, integers (%)", "80.00")),
        first.figures().toString());
    assertTrue(first.steps().stream().anyMatch(id -> id.startsWith("synthesize-resnet8")));
  }

  /** Two experiments with the same designs have each of them once. */
  @Test
  void of_designsOfTwoExperiments_areOnePointEach() throws Exception {
    ExperimentPlan plan = plan();
    MadeUpDesigns.done(plan, store());
    assertEquals(4, Explored.of(new ExperimentPlans(List.of(plan, plan)), store()).points().size());
  }

  @Test
  void of_nothingDone_isNoChoice() throws Exception {
    Explored none = Explored.of(new ExperimentPlans(List.of(plan())), store());
    assertFalse(none.hasChoice());
    assertEquals(List.of(), none.axes());
  }

  @Test
  void report_ofDesigns_hasThePageAndTheWayToIt() throws Exception {
    ExperimentPlan plan = plan();
    ExperimentReport before = new ExperimentReport(plan, store(), "");
    before.write();
    assertFalse(Files.exists(before.page().resolveSibling("explore.html")));
    assertFalse(Files.readString(before.page()).contains("explore.html"));
    MadeUpDesigns.done(plan, store());
    ExperimentReport report = new ExperimentReport(plan, store(), "");
    JointReport joint =
        new JointReport("all", new ExperimentPlans(List.of(plan)), store(), "tiny.yaml");
    List<Path> written = report.write().files();
    joint.write();
    for (Path page : List.of(report.page(), joint.page())) {
      assertTrue(Files.readString(page).contains("<a href=\"explore.html\">"), page.toString());
      assertTrue(Files.readString(page.resolveSibling("explore.html")).contains("\"LUT\":1000.0"));
    }
    assertTrue(written.contains(report.page().resolveSibling("explore.html")));
    assertEquals(Map.of(), plan.tools());
  }
}
