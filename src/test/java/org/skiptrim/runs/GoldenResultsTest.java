package org.skiptrim.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.experiment.Design;
import org.skiptrim.experiment.ExperimentPlan;
import org.skiptrim.experiment.NetworkStep;
import org.skiptrim.experiment.QuantizedStep;
import org.skiptrim.experiment.Simulate;
import org.skiptrim.experiment.Step;
import org.skiptrim.experiment.Synthesize;
import org.skiptrim.rtl.SourceCode;
import org.skiptrim.spec.ExperimentSpec;
import org.skiptrim.spec.SpecText;
import org.skiptrim.storage.Checksum;

/**
 * A finished result stands for what its step would make now, so whoever changes what a step makes
 * has to raise its version. This test finds out: the same settings must come to the same bits as
 * when {@code golden-results.txt} was written.
 */
class GoldenResultsTest {
  private static final Path GOLDEN =
      Path.of("src/test/resources/org/skiptrim/runs/golden-results.txt");

  private static final String SPEC =
      """
      dataset: {name: made-up}
      networks: [resnet8]
      training: {epochs: 1, batch_size: 16}
      skipper: {epochs: 4}
      trimmer: {epochs: 4}
      merger: {epochs: 8}
      variants: [residual, absorbed, plain-distilled, skipper, trimmer, merger]
      precisions: ["ap_fixed<8,3>"]
      devices: [xc7z020]
      """;

  /**
   * Kernels that every processor of this architecture has, so that all of them make the same bits.
   */
  private static final Map<String, String> PLAIN_KERNELS =
      Map.of(
          "ATEN_CPU_CAPABILITY", "default",
          "ONEDNN_MAX_CPU_ISA", "SSE41",
          "OPENBLAS_CORETYPE", "Nehalem");

  @TempDir Path folder;

  /** What the child runs. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    ExperimentSpec spec = SpecText.read(folder, SPEC);
    RunStore store = new RunStore(folder.resolve("runs"));
    StepRunner runner = new StepRunner(store, new MadeUpResources(false, folder));
    for (Step<?> step : steps(spec)) {
      if (!runner.run(step)) {
        throw new IllegalStateException(store.status(step).error());
      }
    }
  }

  /** Those that need no tool; what tools make is named by their versions. */
  private static List<Step<?>> steps(ExperimentSpec spec) {
    List<Step<?>> steps = new ArrayList<>();
    for (Step<?> step : new ExperimentPlan(spec, Map.of()).steps()) {
      if (!(step instanceof Simulate || step instanceof Synthesize)) {
        steps.add(step);
      }
    }
    return steps;
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  void results_ofTheSameSettings_areTheSameBits() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            GoldenResultsTest.class.getName(),
            folder.toString());
    builder.environment().putAll(PLAIN_KERNELS);
    File output = folder.resolve("output.txt").toFile();
    Process child = builder.redirectErrorStream(true).redirectOutput(output).start();
    assertEquals(0, child.waitFor(), Files.readString(output.toPath()));
    String found = digests();
    Files.writeString(Path.of("target", "golden-results.txt"), found);
    assertEquals(
        Files.readString(GOLDEN),
        found,
        "the same settings come to other bits: raise version() of the first step that differs and of"
            + " no other, and put target/golden-results.txt in the place of "
            + GOLDEN);
  }

  private String digests() throws Exception {
    RunStore store = new RunStore(folder.resolve("runs"));
    Map<String, String> lines = new TreeMap<>();
    for (Step<?> step : steps(SpecText.read(folder, SPEC))) {
      String name = "%s, version %d".formatted(step.slug(), step.version());
      lines.put(name, digest(step, store.path(step)).substring(0, 16));
    }
    return lines.entrySet().stream()
        .map(line -> line.getKey() + ": " + line.getValue() + "\n")
        .collect(Collectors.joining());
  }

  private static String digest(Step<?> step, Path directory) throws IOException {
    if (step instanceof NetworkStep) {
      return Checksum.sha256(directory.resolve(NetworkStep.NETWORK));
    }
    if (step instanceof QuantizedStep) {
      return Checksum.sha256(directory.resolve(QuantizedStep.QUANTIZED));
    }
    return digest(directory.resolve(Design.RTL));
  }

  /** Comments in hardware make no other hardware. */
  private static String fileDigest(Path file) throws IOException {
    return file.toString().endsWith(".sv")
        ? Checksum.sha256(SourceCode.of(Files.readString(file)).getBytes(StandardCharsets.UTF_8))
        : Checksum.sha256(file);
  }

  /** Of all files of a folder. */
  private static String digest(Path folder) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        all.append(file.getFileName()).append(' ').append(fileDigest(file)).append('\n');
      }
    }
    return Checksum.sha256(all.toString().getBytes(StandardCharsets.UTF_8));
  }
}
