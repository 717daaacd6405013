package org.skiptrim.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.skiptrim.process.InstalledTool;
import org.skiptrim.process.Tool;
import org.skiptrim.process.ToolProcess;
import org.skiptrim.process.Tools;

/** Every module of the hardware library passes its own testbench. */
@Execution(CONCURRENT)
class HardwareTestbenchesTest {
  private static final Path ROOT = Path.of("").toAbsolutePath();

  @TempDir static Path shared;

  static List<String> testbenches() throws IOException {
    return sources("rtl/test", "_tb.sv");
  }

  static List<String> modules() throws IOException {
    return sources("rtl", ".sv");
  }

  /** The names before {@code .sv} of the files in a folder that end so. */
  private static List<String> sources(String folder, String end) throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(end))
          .map(name -> name.substring(0, name.length() - ".sv".length()))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("modules")
  void lint_module_hasNoWarning(String module) throws Exception {
    InstalledTool verilator = Tools.ofThisMachine().require(Tool.VERILATOR, notice -> {});
    String file = "rtl/" + module + ".sv";
    List<String> command =
        List.of(
            verilator.path().toString(),
            "--lint-only",
            "-Wall",
            "-y",
            "rtl",
            "--top",
            module,
            file);
    tool("checking " + module, command).run();
  }

  @ParameterizedTest
  @MethodSource("testbenches")
  void run_testbench_passes(String testbench) throws Exception {
    InstalledTool verilator = Tools.ofThisMachine().require(Tool.VERILATOR, notice -> {});
    Path objects = Files.createDirectories(shared.resolve(testbench));
    // Loops unrolled are up to three times as much code to compile.
    List<String> translate =
        List.of(
            verilator.path().toString(),
            "--cc",
            "--exe",
            "--main",
            "--timing",
            "--unroll-count",
            "1",
            "-Wno-fatal",
            "-Wno-WIDTH",
            "-y",
            "rtl",
            "-y",
            "rtl/test",
            "-Mdir",
            objects.toString(),
            "--top",
            testbench,
            "rtl/test/" + testbench + ".sv");
    tool("translating " + testbench, translate).run();
    new VerilatorRuntime(shared.resolve("runtime"))
        .make(
            "building " + testbench,
            objects,
            List.of("-f", "V" + testbench + ".mk", "OPT_FAST=-O0", "VM_PARALLEL_BUILDS=0"),
            shared.resolve("building " + testbench + ".log"));

    List<String> run = List.of(objects.resolve("V" + testbench).toString());
    tool("running " + testbench, run).run();

    String output = Files.readString(shared.resolve("running " + testbench + ".log"));
    assertTrue(output.contains("PASS"), output);
  }

  private static ToolProcess tool(String task, List<String> command) {
    return new ToolProcess("Verilator", task, command, ROOT, shared.resolve(task + ".log"));
  }
}
