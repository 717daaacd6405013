package org.skiptrim.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.experiment.ExperimentPlan;
import org.skiptrim.experiment.NetworkStep;
import org.skiptrim.experiment.Step;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.NetworkFile;
import org.skiptrim.results.ExperimentReport;
import org.skiptrim.skips.SkipConnection;
import org.skiptrim.spec.ExperimentSpec;
import org.skiptrim.spec.NetworkFiles;
import org.skiptrim.spec.SourceFile;
import org.skiptrim.spec.SpecText;

/** Experiments that are entered with files, at every station. */
class SourceFilesTest {
  @TempDir Path folder;

  private RunStore store;
  private final Recording heard = new Recording();

  @BeforeEach
  void setUp() throws IOException {
    store = new RunStore(folder.resolve("runs"));
    NetworkFiles.real(folder.resolve("skips.safetensors"), NetworkFiles.RESIDUAL);
    NetworkFiles.real(folder.resolve("skipless.safetensors"), NetworkFiles.skipless());
    FixedPoint type = FixedPoint.signed(8, 3);
    NetworkFiles.quantized(folder.resolve("q.safetensors"), NetworkFiles.RESIDUAL, type);
    NetworkFiles.quantized(folder.resolve("q-less.safetensors"), NetworkFiles.skipless(), type);
  }

  private ExperimentSpec spec(String networks, String... overrides) throws Exception {
    return SpecText.read(folder, SpecText.TINY.replace("[resnet8]", networks), overrides);
  }

  private void run(ExperimentSpec spec) throws Exception {
    Launcher launcher = new SameProcess(new MadeUpResources(false, folder));
    new ExperimentRunner(store, launcher, heard, OptionalInt.empty()).run(plan(spec));
    assertEquals(List.of(), heard.failures);
  }

  private static ExperimentPlan plan(ExperimentSpec spec) {
    return new ExperimentPlan(spec, Map.of());
  }

  private List<String> steps(ExperimentSpec spec) {
    return plan(spec).steps().stream().map(step -> step.kind() + " " + step.subject()).toList();
  }

  @Test
  void residualFile_isTheBeginningOfAllVariants() throws Exception {
    ExperimentSpec spec =
        spec(
            "skips.safetensors",
            "precisions=[]",
            "variants=[residual, absorbed, plain, plain-distilled, skipper, trimmer, merger]",
            "training={epochs: 3, batch_size: 16}");
    assertEquals(
        List.of(
            "import skips from skips.safetensors",
            "absorb-skips skips absorbed, seed 0",
            "train skips plain, seed 1",
            "distill skips plain-distilled, seed 1",
            "remove-skips skips skipper, seed 1",
            "shorten-skips skips trimmer, seed 1",
            "merge-skips skips merger, seed 1"),
        steps(spec));
    run(spec);
    ExperimentPlan plan = plan(spec);
    assertEquals(
        List.of(2, 0, 0, 0, 0, 4, 0),
        plan.cases().stream().map(one -> skips(plan.network(one).orElseThrow())).toList());
    assertEquals(accuracy(plan, 0), accuracy(plan, 1), "absorbed is the same network");
  }

  @Test
  void kerasFile_isTheResidualNetwork() throws Exception {
    Path keras = Path.of("src/test/resources/org/skiptrim/keras/keras3-model.keras");
    Files.copy(keras, folder.resolve("net.keras"));
    ExperimentSpec spec = spec("net.keras", "precisions=[]", "variants=[residual, skipper]");
    assertEquals(
        List.of("import net from net.keras", "remove-skips net skipper, seed 1"), steps(spec));
    run(spec);
    ExperimentPlan plan = plan(spec);
    assertEquals(
        List.of(3, 0),
        plan.cases().stream().map(one -> skips(plan.network(one).orElseThrow())).toList());
  }

  private double accuracy(ExperimentPlan plan, int number) throws IOException {
    NetworkStep step = plan.network(plan.cases().get(number)).orElseThrow();
    return store.find(step).orElseThrow().testAccuracy();
  }

  private int skips(NetworkStep step) {
    try {
      Path file = store.path(step).resolve(NetworkStep.NETWORK);
      return SkipConnection.in(NetworkFile.read(file).network()).size();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void skiplessFile_isQuantized() throws Exception {
    ExperimentSpec spec = spec("skipless.safetensors", "devices=xc7z020", "trials=3");
    assertEquals(
        List.of(
            "import skipless from skipless.safetensors",
            "quantize skipless, ap_fixed<8,3>, seed 0",
            "design skipless, ap_fixed<8,3>, seed 0, xc7z020",
            "simulate skipless, ap_fixed<8,3>, seed 0, xc7z020",
            "synthesize skipless, ap_fixed<8,3>, seed 0, xc7z020"),
        steps(spec));
    run(spec("skipless.safetensors"));
    assertEquals(List.of("import", "quantize"), heard.done);
  }

  @Test
  void quantizedFiles_goStraightToHardware() throws Exception {
    String pair = "{name: pair, residual: q.safetensors, skipper: q-less.safetensors}";
    assertEquals(
        List.of(
            "import-quantized pair from q.safetensors",
            "import-quantized pair skipper from q-less.safetensors",
            "design pair from q.safetensors, xc7z020",
            "simulate pair from q.safetensors, xc7z020",
            "synthesize pair from q.safetensors, xc7z020",
            "design pair skipper from q-less.safetensors, xc7z020",
            "simulate pair skipper from q-less.safetensors, xc7z020",
            "synthesize pair skipper from q-less.safetensors, xc7z020"),
        steps(spec(pair, "devices=xc7z020")));
    ExperimentSpec spec = spec(pair, "precisions=[]");
    run(spec);
    ExperimentReport report = new ExperimentReport(plan(spec), store, "tiny.yaml");
    report.write();
    String results = Files.readString(report.page().resolveSibling("results.csv"));
    assertTrue(results.contains("pair,skipper,\"ap_fixed<8,3>\""), results);
  }

  @Test
  void mixedFiles_areTakenOrMade() throws Exception {
    ExperimentSpec spec =
        spec(
            "[{name: mine, residual: skips.safetensors, plain: skipless.safetensors}, resnet8]",
            "precisions=[]",
            "variants=[residual, plain]",
            "trials=2");
    assertEquals(
        List.of(
            "import mine from skips.safetensors",
            "import mine plain from skipless.safetensors",
            "train ResNet8, seed 1",
            "train ResNet8 plain, seed 1",
            "train ResNet8, seed 2",
            "train ResNet8 plain, seed 2"),
        steps(spec));
    run(spec("{name: mine, residual: skips.safetensors, plain: skipless.safetensors}"));
    ExperimentReport report = new ExperimentReport(plan(spec), store, "tiny.yaml");
    report.write();
    String page = Files.readString(report.page());
    assertTrue(page.contains("mine plain"), "the table of accuracies");
  }

  /** Steps read the copy that the store keeps, by its checksum. */
  @Test
  void movedFile_isReadAllTheSame() throws Exception {
    ExperimentSpec spec = spec("skipless.safetensors");
    for (SourceFile file : plan(spec).files()) {
      store.keep(file);
      assertTrue(store.path(file).endsWith(Path.of("files", file.sha256())));
    }
    Files.delete(folder.resolve("skipless.safetensors"));
    run(spec);
    assertEquals(List.of("import", "quantize"), heard.done);
  }

  @Test
  void changedFile_isAnError() throws Exception {
    ExperimentSpec spec = spec("skipless.safetensors");
    NetworkFiles.real(folder.resolve("skipless.safetensors"), NetworkFiles.RESIDUAL);
    IOException error = assertThrows(IOException.class, () -> run(spec));
    assertTrue(
        error.getMessage().endsWith("has changed since the experiment was read; run it again"));
  }

  /** Its subject and its JSON do not say where the file lies. */
  @Test
  void importedFile_isIdentifiedByItsContent() throws Exception {
    Step<?> step = plan(spec("skipless.safetensors")).steps().get(0);
    assertTrue(!step.recipe().contains(folder.toString()), step.recipe());
  }
}
