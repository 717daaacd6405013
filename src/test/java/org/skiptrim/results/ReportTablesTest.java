package org.skiptrim.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.device.Device;
import org.skiptrim.device.Utilization;
import org.skiptrim.experiment.ExperimentPlan;
import org.skiptrim.experiment.Figures;
import org.skiptrim.experiment.QuantizationFigures;
import org.skiptrim.experiment.Quantize;
import org.skiptrim.experiment.Step;
import org.skiptrim.experiment.SynthesisFigures;
import org.skiptrim.experiment.Synthesize;
import org.skiptrim.quantization.StorageBits;
import org.skiptrim.report.Table;
import org.skiptrim.runs.MadeUpRuns;
import org.skiptrim.runs.RunStore;
import org.skiptrim.spec.NetworkSpec;
import org.skiptrim.spec.SpecText;

/** From figures that nobody had to compute. */
class ReportTablesTest {
  private static final String SPEC = SpecText.TINY.replace("devices: []", "devices: [xc7z020]");

  @TempDir Path folder;

  private RunStore store;

  @BeforeEach
  void setUp() {
    store = new RunStore(folder.resolve("runs"));
  }

  private ReportTables tables(String... overrides) throws Exception {
    return new ReportTables(
        new ExperimentPlan(SpecText.read(folder, SPEC, overrides), Map.of()), store);
  }

  private void done(Step<?> step, Figures figures) throws IOException {
    MadeUpRuns.done(store, step, figures, 61.5);
  }

  private static SynthesisFigures synthesis(long luts) {
    Utilization each =
        new Utilization(Utilization.Method.SYNTHESIZED_BY_PARTS, luts / 2, 0, 30, 1, 1, 4);
    SynthesisFigures.Part part =
        new SynthesisFigures.Part("matrix_vector", List.of("a", "b"), each);
    return new SynthesisFigures(
        each.times(2), Device.named("xc7z020"), List.of(part), "Yosys 0.23");
  }

  private static QuantizationFigures quantization(double accuracy) {
    return new QuantizationFigures(
        accuracy,
        OptionalDouble.of(accuracy - 0.01),
        10_000,
        Optional.of(new StorageBits(1_000, 2_000)),
        List.of());
  }

  /** The line of the only comparison that begins so, without the padding. */
  private static String row(ReportTables tables, String name) throws IOException {
    return tables
        .comparisons()
        .get(0)
        .toMarkdown()
        .lines()
        .map(line -> line.replaceAll(" +", " "))
        .filter(line -> line.startsWith("| " + name + " |"))
        .findFirst()
        .orElseThrow();
  }

  private void doneWithHardware(ReportTables tables) throws IOException {
    for (Step<?> step : tables.plan().steps()) {
      boolean skipless = step.subject().contains("skipper");
      if (step instanceof Quantize) {
        done(step, quantization(skipless ? 0.71 : 0.7235));
      } else if (step instanceof Synthesize) {
        done(step, synthesis(skipless ? 750 : 1_000));
      }
    }
  }

  @Test
  void comparison_accuracy_changesInPoints() throws Exception {
    ReportTables tables = tables();
    doneWithHardware(tables);
    assertEquals(
        "| test accuracy, integers (%) | 72.35 | 71.00 | −1.35 points |",
        row(tables, "test accuracy, integers (%)"));
  }

  @Test
  void comparison_utilization_changesInPerCent() throws Exception {
    ReportTables tables = tables();
    doneWithHardware(tables);
    assertEquals("| LUT | 1,000 | 750 | −25.0 % |", row(tables, "LUT"));
    assertEquals("| BRAM | 3.0 | 3.0 | 0.0 % |", row(tables, "BRAM"));
    assertEquals(
        "| LUT (% of 53,200) | 1.9 | 1.4 | −0.5 points |", row(tables, "LUT (% of 53,200)"));
  }

  @Test
  void hardwareChart_bothSynthesized_showsTheSkiplessShare() throws Exception {
    ReportTables tables = tables();
    doneWithHardware(tables);
    Outcome.Group group = Outcome.groups(tables.plan()).get(0);
    String svg = HardwareChart.of(tables.plan(), store, group).orElseThrow().drawing().toSvg();
    assertTrue(svg.contains(">75.0<"), svg);
  }

  @Test
  void hardwareChart_notSynthesized_isLeftOut() throws Exception {
    ExperimentPlan plan = tables().plan();
    Outcome.Group group = Outcome.groups(plan).get(0);
    assertTrue(HardwareChart.of(plan, store, group).isEmpty());
  }

  @Test
  void comparison_notDone_isMissing() throws Exception {
    ReportTables tables = tables();
    for (Step<?> step : tables.plan().steps()) {
      if (step instanceof Synthesize && step.subject().contains("skipper")) {
        done(step, synthesis(750));
      }
    }
    assertTrue(
        row(tables, "LUT").matches("\\| LUT \\| –<sup>a</sup> \\| 750 \\| –<sup>a</sup> \\|"),
        row(tables, "LUT"));
  }

  @Test
  void comparison_trials_haveMeanAndDeviation() throws Exception {
    ReportTables tables = tables("trials=3", "variants=residual");
    double accuracy = 0.70;
    for (Step<?> step : tables.plan().steps()) {
      if (step instanceof Quantize) {
        done(step, quantization(accuracy));
        accuracy += 0.01;
      }
    }
    assertEquals(
        "| test accuracy, integers (%) | 71.00 ± 1.00 |",
        row(tables, "test accuracy, integers (%)"));
  }

  @Test
  void comparisons_oneForEachCombination() throws Exception {
    ReportTables tables =
        tables(
            "networks=[resnet8,resnet14]",
            "skipper.epochs=9",
            "precisions=['ap_fixed<8,3>','ap_fixed<4,2>']",
            "devices=[xc7z020,kv260]");
    assertEquals(8, tables.comparisons().size());
    assertEquals(16, tables.results().rows().size());
    assertEquals("ResNet8, ap_fixed<8,3>, kv260", tables.comparisons().get(1).title());
  }

  @Test
  void modules_addUpTheInstances() throws Exception {
    ReportTables tables = tables();
    doneWithHardware(tables);
    String modules = tables.modules().get(0).toCsv();
    assertTrue(modules.contains("matrix_vector,2,1000,60,3,8"), modules);
    assertEquals(2, tables.modules().size());
  }

  @Test
  void times_addUp() throws Exception {
    ReportTables tables = tables();
    doneWithHardware(tables);
    List<String> lines = tables.times().toCsv().lines().toList();
    assertEquals("step,of,time (s),peak memory (MB),result", lines.get(0));
    assertEquals(4, lines.stream().filter(line -> line.contains(",512,")).count());
    assertEquals("all,,246,,", lines.get(lines.size() - 1));
  }

  @Test
  void precisions_oneTableForEachNetwork_typesDown() throws Exception {
    ReportTables tables =
        tables("variants=residual", "precisions=[\"ap_fixed<8,3>\", \"ap_fixed<4,2>\"]");
    List<Step<?>> quantized =
        tables.plan().steps().stream().filter(step -> step.kind().equals("quantize")).toList();
    done(quantized.get(1), quantization(0.5));
    Table table = new PrecisionTables(tables.plan(), store).tables().get(0);
    List<String> rows = table.toText().lines().filter(line -> line.startsWith("ap_fixed")).toList();
    assertEquals(2, rows.size());
    assertTrue(rows.get(1).replaceAll(" +", " ").endsWith(" 49.00 50.00 1,000 2,000"), rows.get(1));
    assertFalse(rows.get(0).contains("50.00"), rows.get(0));
  }

  @Test
  void precisions_onlyOne_needNoTable() throws Exception {
    assertEquals(List.of(), new PrecisionTables(tables().plan(), store).tables());
  }

  @Test
  void charts_ofPrecisions_needSeveralThatAreDone() throws Exception {
    ReportTables tables =
        tables("variants=residual", "precisions=[\"ap_fixed<8,3>\", \"ap_fixed<4,2>\"]");
    NetworkSpec network = tables.plan().spec().networks().get(0);
    PrecisionCharts charts = new PrecisionCharts(tables.plan(), store);
    List<Step<?>> quantized =
        tables.plan().steps().stream().filter(step -> step.kind().equals("quantize")).toList();
    assertEquals(List.of(), charts.of(network));
    done(quantized.get(0), quantization(0.7));
    assertEquals(List.of(), charts.of(network), "one precision without training is no curve");
    done(quantized.get(1), quantization(0.5));
    List<ReportPictures.Picture> pictures = charts.of(network);
    assertEquals(1, pictures.size());
    assertEquals("precisions-resnet8", pictures.get(0).name());
    String svg = pictures.get(0).drawing().toSvg();
    assertTrue(svg.contains("residual, before training on"), svg);
  }
}
