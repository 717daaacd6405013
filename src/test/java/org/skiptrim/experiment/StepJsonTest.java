package org.skiptrim.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.process.Tool;
import org.skiptrim.process.ToolVersion;
import org.skiptrim.spec.SpecText;

/**
 * The JSON of steps is a file format: it names run directories, so that a change of it loses all
 * results that there are.
 */
class StepJsonTest {
  @TempDir Path folder;

  private Step<?> step(String kind, String... overrides) throws Exception {
    Map<Tool, ToolVersion> tools =
        Map.of(
            Tool.YOSYS, new ToolVersion(0, 23, "0.23"),
            Tool.VERILATOR, new ToolVersion(5, 6, "5.006"));
    String spec = "devices: [xc7z020]\n";
    return new ExperimentPlan(SpecText.read(folder, spec, overrides), tools)
        .steps().stream().filter(step -> step.kind().equals(kind)).findFirst().orElseThrow();
  }

  private static String plain(Step<?> step) {
    return step.recipe().replaceAll("\"(library|testbench)\":\"[0-9a-f]{12}\"", "\"$1\":\"…\"");
  }

  private static final String TRAIN =
      "{\"step\":\"train\",\"dataset\":{},\"seed\":1,\"skips\":true,\"source\":{\"from\":"
          + "\"architecture\",\"architecture\":{\"block\":\"basic\",\"depth\":20,\"shortcut\":"
          + "\"projection\"}},\"training\":{},\"version\":3}";

  private static final String QUANTIZE =
      "{\"step\":\"quantize\",\"calibration_images\":512,\"precision\":{\"activations\":\"ap_fixed<8,3>\",\"input\":"
          + "\"ap_fixed<8,2>\",\"weights\":\"ap_fixed<8,3>\"},\"settings\":{\"teaching\":{},"
          + "\"training\":{\"epochs\":10,\"learning_rate\":0.01,\"warm_up\":0.1,\"weight_decay\":"
          + "1.0E-4}},\"source\":"
          + TRAIN
          + ",\"version\":6}";

  private static final String DESIGN =
      "{\"step\":\"design\",\"block_ram_price\":0.4,\"library\":\"…\",\"network\":"
          + QUANTIZE
          + ",\"skips\":\"cheapest\",\"target\":{\"aim\":\"share-of-device\",\"device\":\"xc7z020\","
          + "\"reference\":"
          + QUANTIZE
          + ",\"share\":0.8},\"version\":11}";

  @Test
  void train_saysOnlyWhatIsNotUsual() throws Exception {
    assertEquals(TRAIN, plain(step("train")));
    assertEquals(
        TRAIN.replace("\"training\":{}", "\"training\":{\"epochs\":7}"),
        plain(step("train", "teacher.epochs=7")));
  }

  @Test
  void skips_saySchedule() throws Exception {
    assertEquals(
        "{\"step\":\"treat-skips\",\"seed\":1,\"settings\":{\"schedule\":{},\"teaching\":{},"
            + "\"training\":{\"learning_rate\":0.1}},\"teacher\":"
            + TRAIN
            + ",\"treatment\":\"remove\",\"version\":3}",
        plain(step("remove-skips")));
  }

  @Test
  void absorbedSkips_sayOnlyWhose() throws Exception {
    assertEquals(
        "{\"step\":\"absorb-skips\",\"residual\":" + TRAIN + ",\"version\":2}",
        plain(step("absorb-skips", "variants=absorbed")));
  }

  @Test
  void hardware_namesLibraryAndTools() throws Exception {
    assertEquals(QUANTIZE, plain(step("quantize")));
    assertEquals(DESIGN, plain(step("design")));
    assertEquals(
        "{\"step\":\"simulate\",\"design\":"
            + DESIGN
            + ",\"images\":10,\"testbench\":\"…\",\"tool\":\"Verilator 5.006\",\"version\":2}",
        plain(step("simulate")));
    assertEquals(
        "{\"step\":\"synthesize\",\"design\":"
            + DESIGN
            + ",\"method\":\"synthesized-by-parts\",\"tool\":\"Yosys 0.23\","
            + "\"version\":2}",
        plain(step("synthesize")));
  }
}
