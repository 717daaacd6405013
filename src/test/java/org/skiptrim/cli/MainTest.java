package org.skiptrim.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiptrim.experiment.ExperimentPlan;
import org.skiptrim.experiment.Step;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.NetworkFile;
import org.skiptrim.runs.RunStore;
import org.skiptrim.spec.ExperimentSpec;
import org.skiptrim.spec.NetworkFiles;
import picocli.CommandLine;

class MainTest {
  private static final String QUICKSTART = "experiments/quickstart.yaml";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path folder;

  private int execute(String... arguments) {
    CommandLine main = Main.commandLine();
    main.setOut(new PrintWriter(out));
    main.setErr(new PrintWriter(err));
    return main.execute(arguments);
  }

  private String runs() {
    return "--runs=" + folder;
  }

  @Test
  void version_isPrinted() {
    assertEquals(ExitCode.DONE, execute("--version"));
    assertTrue(out.toString().matches("skiptrim \\d+\\.\\d+\\.\\d+\\S*\\R"), out.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run", "plan", "step", "status", "report", "doctor", "setup", "import", "show", "export"
      })
  void help_ofEachCommand_hasExamples(String command) {
    assertEquals(ExitCode.DONE, execute(command, "--help"));
    assertTrue(out.toString().contains("Examples:"), out.toString());
    assertTrue(out.toString().contains("  skiptrim " + command), out.toString());
  }

  @Test
  void help_namesTheExitCodes() {
    execute("--help");
    assertTrue(out.toString().contains("130   interrupted"), out.toString());
  }

  @Test
  void run_unknownKey_isAUsageError() {
    assertEquals(ExitCode.USAGE, execute("run", QUICKSTART, "skipper.epoch=3", runs()));
    assertEquals(
        "error: command line: unknown key skipper.epoch; did you mean skipper.epochs?\n",
        err.toString());
  }

  @Test
  void run_onAGpuThatIsNotThere_isOneLine() {
    assumeFalse(org.bytedeco.pytorch.global.torch.cuda_is_available(), "there is a GPU");
    assertEquals(ExitCode.FAILED, execute("run", QUICKSTART, "--device", "cuda", runs()));
    assertTrue(err.toString().startsWith("error: --device cuda: "), err.toString());
    assertEquals(1, err.toString().lines().count());
  }

  @Test
  void run_missingFile_isAUsageError() {
    assertEquals(ExitCode.USAGE, execute("run", folder.resolve("no.yaml").toString()));
    assertTrue(err.toString().startsWith("error: " + folder), err.toString());
    assertEquals(1, err.toString().lines().count());
  }

  @Test
  void run_withoutSpec_saysHowToGetHelp() {
    assertEquals(ExitCode.USAGE, execute("run"));
    assertEquals(
        "error: Missing required parameter: 'SPEC|key=value'\ntry: skiptrim run --help\n",
        err.toString());
  }

  @Test
  void unknownCommand_isAUsageError() {
    assertEquals(ExitCode.USAGE, execute("trian"));
    assertTrue(err.toString().contains("trian"), err.toString());
  }

  @Test
  void import_onnx_writesANetworkOnce() throws Exception {
    String onnx = "src/test/resources/org/skiptrim/onnx/keras.onnx";
    Path target = folder.resolve("keras.safetensors");
    assertEquals(ExitCode.DONE, execute("import", onnx, "--output", target.toString()));
    assertTrue(out.toString().contains("images of 3x8x8, 3 skip connections"), out.toString());
    assertTrue(out.toString().contains("Softmax 'resnet/dense/Softmax' is left out"));
    assertEquals(5, NetworkFile.read(target).network().shape("resnet.dense").channels());
    assertEquals(ExitCode.USAGE, execute("import", onnx, "--output", target.toString()));
    assertTrue(err.toString().contains("is there already"), err.toString());
  }

  @Test
  void import_otherFile_isOneLine() {
    assertEquals(ExitCode.FAILED, execute("import", "pom.xml", "-o", folder + "/x.safetensors"));
    assertTrue(
        err.toString().startsWith("error: pom.xml is neither a safetensors"), err.toString());
    assertEquals(1, err.toString().lines().count(), err.toString());
  }

  @Test
  void import_keras_writesANetworkThatShowReads() {
    String keras = "src/test/resources/org/skiptrim/keras/keras3-model.keras";
    String target = folder.resolve("keras.safetensors").toString();
    assertEquals(ExitCode.DONE, execute("import", keras, "-o", target));
    assertTrue(out.toString().contains("images of 3x8x8, 3 skip connections"), out.toString());
    assertTrue(out.toString().contains("normalization: cifar-10-mean"), out.toString());
    out.getBuffer().setLength(0);
    assertEquals(ExitCode.DONE, execute("show", target));
    assertTrue(out.toString().contains(target + ": "), out.toString());
    assertTrue(out.toString().contains("conv2d_5.norm"), out.toString());
  }

  @Test
  void import_unsupportedLayers_namesEachInALine() {
    String keras = "src/test/resources/org/skiptrim/keras/unsupported.keras";
    assertEquals(ExitCode.FAILED, execute("import", keras, "-o", folder + "/x.safetensors"));
    assertEquals(
        List.of(
            "error: " + keras + " cannot be taken over:",
            "  Conv2D 'conv2d': it has 2 groups; one is supported"),
        err.toString().lines().toList());
    assertFalse(Files.exists(folder.resolve("x.safetensors")));
  }

  @Test
  void show_picture_isWritten() throws Exception {
    Path picture = folder.resolve("net.svg");
    String onnx = "src/test/resources/org/skiptrim/onnx/keras.onnx";
    assertEquals(ExitCode.DONE, execute("show", onnx, "--picture", picture.toString()));
    assertTrue(Files.readString(picture).startsWith("<svg"), Files.readString(picture));
    assertTrue(out.toString().contains("projection"), out.toString());
  }

  @Test
  void show_pictureOverAnotherFile_isAUsageError() throws Exception {
    Path network = NetworkFiles.real(folder.resolve("n.safetensors"), NetworkFiles.RESIDUAL);
    byte[] before = Files.readAllBytes(network);
    String file = network.toString();
    assertEquals(ExitCode.USAGE, execute("show", file, "--picture", file));
    assertArrayEquals(before, Files.readAllBytes(network));
  }

  @Test
  void show_runDirectory_isItsNetwork() throws Exception {
    assertEquals(ExitCode.USAGE, execute("show", folder.toString()));
    assertTrue(err.toString().contains("has neither network.safetensors nor"), err.toString());
    FixedPoint type = FixedPoint.signed(4, 2);
    NetworkFiles.quantized(folder.resolve("quantized.safetensors"), NetworkFiles.RESIDUAL, type);
    assertEquals(ExitCode.DONE, execute("show", folder.toString()));
    assertTrue(out.toString().contains("ap_fixed<4,2>"), out.toString());
    assertTrue(out.toString().contains("bits of activations"), out.toString());
  }

  @Test
  void show_stateDict_saysWhatItIsTakenFor() {
    String file = "src/test/resources/org/skiptrim/exchange/resnet8-projection.pt";
    assertEquals(ExitCode.DONE, execute("show", file));
    assertTrue(out.toString().contains("taken for a ResNet8 with shortcuts projection"));
  }

  @Test
  void show_noNetwork_isOneLine() {
    assertEquals(ExitCode.FAILED, execute("show", "pom.xml"));
    assertEquals(1, err.toString().lines().count(), err.toString());
    assertEquals(ExitCode.USAGE, execute("show", folder.resolve("no.onnx").toString()));
  }

  @Test
  void status_nothingDone_isAllPending() {
    assertEquals(ExitCode.DONE, execute("status", QUICKSTART, runs()));
    assertEquals(10, out.toString().lines().filter(line -> line.startsWith("pending")).count());
  }

  @Test
  void status_ofTypesWithoutModes_saysWhatTheyMean() {
    execute("status", QUICKSTART, runs());
    assertTrue(out.toString().contains("(AP_RND_CONV) and saturate (AP_SAT)"), out.toString());
  }

  @Test
  void status_ofRealNumbersOnly_saysNothingOfTypes() {
    execute("status", QUICKSTART, "precisions=[]", "devices=[]", runs());
    assertFalse(out.toString().contains("AP_"), out.toString());
  }

  @Test
  void status_damagedRunDirectory_isOneLine() throws Exception {
    Files.writeString(firstRunDirectory().resolve("status.json"), "?");
    assertEquals(ExitCode.FAILED, execute("status", QUICKSTART, runs()));
    assertEquals(1, err.toString().lines().count(), err.toString());
    assertTrue(err.toString().contains("status.json cannot be read"), err.toString());
  }

  private Path firstRunDirectory() throws Exception {
    ExperimentSpec spec = ExperimentSpec.read(Path.of(QUICKSTART), List.of());
    Step<?> first = new ExperimentPlan(spec, Map.of()).steps().get(0);
    return Files.createDirectories(new RunStore(folder).path(first));
  }

  @Test
  void report_nothingDone_saysSo() throws IOException {
    assertEquals(ExitCode.DONE, execute("report", QUICKSTART, runs()));
    Path markdown = folder.resolve("quickstart").resolve("report").resolve("report.md");
    assertTrue(out.toString().contains(markdown.toString()), out.toString());
    assertTrue(Files.readString(markdown).contains("not done"));
    assertFalse(Files.readString(markdown).contains("NaN"));
  }
}
