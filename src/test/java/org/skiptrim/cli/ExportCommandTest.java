package org.skiptrim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.dataset.Normalization;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.NetworkFile;
import org.skiptrim.quantization.QuantizedNetworkFile;
import org.skiptrim.spec.NetworkFiles;
import org.skiptrim.storage.Safetensors;
import picocli.CommandLine;

class ExportCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path folder;
  private Path trained;
  private Path quantized;

  /** Two run directories. */
  @BeforeEach
  void makeRuns() throws IOException {
    trained = Files.createDirectory(folder.resolve("train-1"));
    quantized = Files.createDirectory(folder.resolve("quantize-1"));
    NetworkFiles.real(
        trained.resolve("network.safetensors"), NetworkFiles.RESIDUAL, Normalization.STANDARD);
    NetworkFiles.quantized(
        quantized.resolve("quantized.safetensors"), NetworkFiles.RESIDUAL, FixedPoint.signed(4, 2));
  }

  private int export(Path network, String format, String... more) {
    CommandLine main = Main.commandLine();
    main.setOut(new PrintWriter(out));
    main.setErr(new PrintWriter(err));
    List<String> arguments = new ArrayList<>(List.of("export", network.toString(), "--to", format));
    arguments.addAll(List.of(more));
    return main.execute(arguments.toArray(String[]::new));
  }

  @Test
  void export_ofARunDirectory_isBesideItsNetwork() {
    assertEquals(ExitCode.DONE, export(trained, "onnx"), err::toString);
    assertEquals(ExitCode.DONE, export(trained, "pytorch"), err::toString);
    assertEquals(ExitCode.DONE, export(quantized, "qcdq"), err::toString);
    assertEquals(ExitCode.DONE, export(quantized, "QONNX"), err::toString);
    for (String file :
        List.of(
            "train-1/network.onnx",
            "train-1/network_pytorch.safetensors",
            "train-1/network_pytorch.py",
            "quantize-1/quantized.qcdq.onnx",
            "quantize-1/quantized.qonnx.onnx")) {
      assertTrue(Files.exists(folder.resolve(file)), file);
      assertTrue(out.toString().contains(folder.resolve(file).toString()), out.toString());
    }
  }

  @Test
  void export_safetensors_isTheSameNetworkOfEitherKind() throws IOException {
    Path real = folder.resolve("real.safetensors");
    Path integers = folder.resolve("integers.safetensors");
    assertEquals(ExitCode.DONE, export(trained, "safetensors", "-o", real.toString()));
    assertEquals(ExitCode.DONE, export(quantized, "safetensors", "-o", integers.toString()));
    Path original = trained.resolve("network.safetensors");
    assertEquals(NetworkFile.read(original), NetworkFile.read(real));
    assertEquals("means 128.0, stds 64.0", Safetensors.read(real).metadata().get("normalization"));
    assertEquals(
        QuantizedNetworkFile.read(quantized.resolve("quantized.safetensors")).integers(),
        QuantizedNetworkFile.read(integers).integers());
  }

  @Test
  void export_overAFile_isAUsageErrorAndLeavesIt() throws IOException {
    Path there = Files.writeString(folder.resolve("there.py"), "mine");
    Path target = folder.resolve("there.safetensors");
    assertEquals(ExitCode.USAGE, export(trained, "pytorch", "-o", target.toString()));
    assertTrue(err.toString().contains(there + " is there already"), err.toString());
    assertEquals("mine", Files.readString(there));
    assertFalse(Files.exists(target));
  }

  @Test
  void export_ofTheOtherKind_saysWhatToDo() {
    assertError(
        trained.resolve("network.safetensors"),
        "qonnx",
        "holds a network of real numbers, and --to qonnx takes a quantized one; name a"
            + " quantized.safetensors, or write it --to onnx or pytorch");
    assertError(
        quantized.resolve("quantized.safetensors"),
        "onnx",
        "holds a quantized network, and --to onnx takes one of real numbers; name the"
            + " network.safetensors that it was made of, or write it --to qcdq or qonnx");
    assertError(
        trained,
        "qcdq",
        "train-1 has no quantized.safetensors, which --to qcdq takes; name the run directory of a"
            + " step that quantizes");
    assertError(
        quantized,
        "pytorch",
        "quantize-1 has no network.safetensors and no trained.safetensors, which --to pytorch"
            + " takes");
  }

  private void assertError(Path network, String format, String message) {
    err.getBuffer().setLength(0);
    assertEquals(ExitCode.FAILED, export(network, format));
    assertTrue(err.toString().contains(message), err.toString());
    assertEquals(1, err.toString().lines().count(), err.toString());
  }

  @Test
  void export_networkWithQuantizers_printsEveryNode() {
    Path network = Path.of("results/resnet20-four-bits/resnet20.safetensors");
    assertEquals(
        ExitCode.FAILED, export(network, "onnx", "-o", folder.resolve("x.onnx").toString()));
    assertTrue(err.toString().contains("Conv2d 'stem.conv' rounds to"), err.toString());
    assertEquals(22, err.toString().lines().count());
  }

  @Test
  void export_networkWithQuantizers_isQuantized() {
    Path network = Path.of("results/resnet20-four-bits/resnet20.safetensors");
    Path target = folder.resolve("x.onnx");
    assertEquals(ExitCode.DONE, export(network, "qonnx", "-o", target.toString()), err::toString);
    assertTrue(out.toString().contains("zero-pad shortcuts: stage2.block1.shortcut"));
  }

  @Test
  void export_noFile_isAUsageError() {
    assertEquals(ExitCode.USAGE, export(folder.resolve("nothing"), "onnx"));
    assertTrue(err.toString().contains("no file and no run directory"), err.toString());
  }

  @Test
  void export_unknownFormat_namesThoseThereAre() {
    assertEquals(ExitCode.USAGE, export(trained, "tflite"));
    assertTrue(err.toString().contains("ONNX, QCDQ, QONNX"), err.toString());
  }

  @Test
  void export_fileThatIsNoNetwork_isOneLine() {
    assertError(Path.of("pom.xml"), "onnx", "pom.xml");
  }
}
