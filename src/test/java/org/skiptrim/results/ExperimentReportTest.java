package org.skiptrim.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.experiment.ExperimentPlan;
import org.skiptrim.experiment.QuantizedStep;
import org.skiptrim.runs.ExperimentRunner;
import org.skiptrim.runs.Launcher;
import org.skiptrim.runs.MadeUpResources;
import org.skiptrim.runs.Recording;
import org.skiptrim.runs.RunStore;
import org.skiptrim.runs.SameProcess;
import org.skiptrim.spec.ExperimentSpec;
import org.skiptrim.spec.NetworkSpec;
import org.skiptrim.spec.SpecText;
import org.skiptrim.storage.Json;
import org.skiptrim.training.ClassAccuracy;
import tools.jackson.core.type.TypeReference;

class ExperimentReportTest {
  @TempDir static Path folder;
  private static ExperimentReport report;
  private static ExperimentPlan plan;
  private static RunStore store;
  private static List<Path> files;

  @BeforeAll
  static void runAndReport() throws Exception {
    ExperimentSpec spec =
        SpecText.read(
            folder, SpecText.TINY, "trials=2", "dataset.train_images=32", "dataset.test_images=20");
    store = new RunStore(folder.resolve("runs"));
    plan = new ExperimentPlan(spec, Map.of());
    Launcher launcher = new SameProcess(new MadeUpResources(false, folder));
    new ExperimentRunner(store, launcher, new Recording(), OptionalInt.empty()).run(plan);
    report = new ExperimentReport(plan, store, "tiny.yaml trials=2");
    files = report.write().files();
  }

  /** As on a full disk: where one of the pictures belongs, none can be written. */
  @Test
  void write_pictureThatCannotBeWritten_losesNothingElse() throws Exception {
    Path picture = report.page().resolveSibling("learning-rate-resnet8.png");
    Files.deleteIfExists(picture);
    Files.createDirectory(picture);
    ExperimentReport.Written written = report.write();
    Files.delete(picture);
    assertEquals(1, written.problems().size());
    assertTrue(
        written.problems().get(0).startsWith("learning-rate-resnet8.png is missing: "),
        written.problems().get(0));
    assertEquals(files.size() - 1, written.files().size());
  }

  private static String text(String name) throws Exception {
    return Files.readString(report.page().resolveSibling(name));
  }

  @Test
  void write_allFilesExist() {
    assertTrue(files.stream().allMatch(Files::exists));
    assertTrue(files.contains(report.page().resolveSibling("accuracy-resnet8-skipper.svg")));
    assertTrue(files.contains(report.page().resolveSibling("network-resnet8-skipper.svg")));
  }

  @Test
  void page_standsAlone() throws Exception {
    String page = text("index.html");
    assertFalse(page.contains("<script"));
    assertFalse(
        page.matches("(?s).*(src|href)=\"(?!#|explore\\.html\").*"), "refers to something outside");
  }

  @Test
  void page_tellsWhatHasToBeSaidBesideTheFigures() throws Exception {
    String page = text("index.html");
    assertTrue(page.contains("only the first 32 training images were used"));
    assertTrue(page.contains("Accuracy is measured on only the first 20 test images"));
    assertTrue(page.contains("Trained for: residual 2 epochs, skipper 4 epochs"));
    assertTrue(page.contains("2 trials with seeds of their own"));
    assertTrue(page.contains("skiptrim run tiny.yaml trials=2"));
  }

  @Test
  void accuracyCurve_marksTheRemovals() throws Exception {
    String curve = text("accuracy-resnet8-skipper.svg");
    assertTrue(curve.contains("skip removed"));
    assertTrue(curve.contains("stage3.block1"));
  }

  @Test
  void networkPictures_haveArcsOnlyBeforeTheRemoval() throws Exception {
    assertTrue(text("network-resnet8-residual.svg").contains(">1×1<"));
    assertFalse(text("network-resnet8-skipper.svg").contains(">1×1<"));
  }

  /** Of the first trial, and the page has them too. */
  @Test
  void rangePictures_haveEveryLayerOfEachVariant() throws Exception {
    String skipper = text("ranges-resnet8-skipper-ap-fixed-8-3.svg");
    String residual = text("ranges-resnet8-residual-ap-fixed-8-3.svg");
    for (String layer : List.of("stem.conv", "stage3.block1.2.conv", "classifier")) {
      assertTrue(skipper.contains(">" + layer + "</text>"), layer);
    }
    assertTrue(residual.contains(">stage3.block1.add</text>"));
    assertFalse(skipper.contains("add"));
    assertTrue(skipper.contains(" % to 0"));
    assertTrue(text("index.html").contains("How values fill their types"));
  }

  @Test
  void results_areForOtherPrograms() throws Exception {
    List<String> lines = text("results.csv").lines().toList();
    assertEquals(3, lines.size());
    assertTrue(lines.get(1).startsWith("ResNet8,residual,"), lines.get(1));
    assertTrue(lines.get(2).startsWith("ResNet8,skipper,"), lines.get(2));
  }

  @Test
  void comparison_saysWhatChanged() throws Exception {
    String table = report.tables().get(1).toMarkdown();
    assertTrue(table.contains("test accuracy, integers (%)"), table);
    assertTrue(table.contains(" ± "), table);
    assertTrue(table.contains("points"), table);
  }

  @Test
  void accuracyTable_hasBothAccuraciesWithTheirIntervals() throws Exception {
    String table = report.tables().get(0).toMarkdown();
    assertTrue(table.contains("| ResNet8 skipper |"), table);
    assertTrue(table.contains(" ± ") && table.contains(" to "), table);
  }

  @Test
  void epochs_areForOtherPrograms() throws Exception {
    List<String> rows = text("epochs.csv").lines().toList();
    assertEquals(1 + 2 * (2 + 4), rows.size());
    assertTrue(rows.get(0).startsWith("network,seed,epoch,learning rate"), rows.get(0));
    assertEquals(1 + 4, text("trials.csv").lines().count());
  }

  @Test
  void tables_areForPapers() throws Exception {
    String tables = text("tables.tex");
    assertTrue(tables.startsWith("% needs \\usepackage{booktabs}"), tables);
    assertEquals(2, tables.split("begin\\{tabular\\}", -1).length - 1);
  }

  /** By their names, and together what the accuracy says. */
  @Test
  void classes_standInTheReportWithTheirAccuracy() throws Exception {
    QuantizedStep step = plan.quantized(plan.cases().get(0), plan.precisions(network()).get(0));
    List<ClassAccuracy> classes =
        Json.read(
            store.path(step).resolve(QuantizedStep.CLASSES),
            new TypeReference<List<ClassAccuracy>>() {});
    assertEquals(20, classes.stream().mapToInt(ClassAccuracy::images).sum());
    assertEquals(
        store.find(step).orElseThrow().integerAccuracy(), ClassAccuracy.overall(classes), 1e-12);
    String markdown = text("report.md");
    assertTrue(markdown.contains("test accuracy by class"), markdown);
    for (ClassAccuracy one : classes) {
      assertTrue(markdown.contains("| " + one.name() + " "), one.name());
      assertTrue(text("index.html").contains(">" + one.name() + "<"), one.name());
    }
  }

  private static NetworkSpec network() {
    return plan.spec().networks().get(0);
  }
}
