package org.skiptrim.results;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.experiment.ExperimentPlan;
import org.skiptrim.runs.RunStore;
import org.skiptrim.spec.ExperimentSpec;
import org.skiptrim.spec.SpecText;

/** A network from a file that is only quantized. */
class ReportWithoutTrainingTest {
  @TempDir Path folder;

  private ExperimentPlan plan(String... overrides) throws Exception {
    Path network = Path.of("results/resnet20-skipper/resnet20-skipless.safetensors");
    ExperimentSpec spec =
        SpecText.read(
            folder,
            "networks: ['%s']\ndevices: []\nquantization: {epochs: 0}"
                .formatted(network.toAbsolutePath()),
            overrides);
    return new ExperimentPlan(spec, Map.of());
  }

  private RunStore store() {
    return new RunStore(folder.resolve("runs"));
  }

  @Test
  void training_ofFilesOnly_saysThatTheyWereTrainedBefore() throws Exception {
    String text = new ReportStatements(plan(), store()).training();
    assertTrue(
        text.startsWith(
            "The networks come from files and were trained before; quantized without further"
                + " training. Accuracy"),
        text);
    assertFalse(text.contains("short"), text);
    assertTrue(text.contains("AP_RND_CONV"), text);
  }

  @Test
  void training_onRealNumbersOnly_saysNothingOfTypes() throws Exception {
    String text = new ReportStatements(plan("precisions=[]"), store()).training();
    assertFalse(text.contains("AP_"), text);
    assertFalse(text.contains("quantized without"), text);
  }

  /** A clock is claimed where there is one, and then as what it is. */
  @Test
  void hardware_withPlacement_saysWhoseItsClockIs() throws Exception {
    String without = new ReportStatements(plan("devices=[hx8k]"), store()).hardware();
    assertTrue(without.endsWith("; no clock frequency is claimed."), without);
    String placed =
        new ReportStatements(plan("devices=[hx8k]", "placement.seeds=1"), store()).hardware();
    assertTrue(placed.endsWith("nextpnr's, its clock by a timing model and not measured."), placed);
  }

  @Test
  void page_hasNoSectionWithoutContent() throws Exception {
    ExperimentReport report = new ExperimentReport(plan(), store(), "tiny.yaml");
    report.write();
    String page = Files.readString(report.page());
    assertFalse(page.contains(">Training<"), page);
    assertFalse(page.contains(">Hardware<"), page);
    String markdown = Files.readString(report.page().resolveSibling("report.md"));
    assertFalse(markdown.contains("LUT, FF, BRAM"), markdown);
    assertFalse(page.contains(">The networks<"), page);
    assertTrue(page.contains(">With skips and without<"), page);
  }
}
