package org.skiptrim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tutorial's commands, as they stand in it, one after the other in an empty folder. */
class TutorialTest {
  private static final Path DOCS = Path.of("docs").toAbsolutePath();
  private static final String PROGRAM = "./skiptrim ";

  @TempDir Path folder;

  @Test
  void commands_inTheirOrder_leadToHardwareAndExports() throws Exception {
    for (String spec : List.of("learn.yaml", "hardware.yaml")) {
      Path copy = folder.resolve("docs/tutorial").resolve(spec);
      Files.createDirectories(copy.getParent());
      Files.copy(DOCS.resolve("tutorial").resolve(spec), copy);
    }
    writeProgram(folder.resolve("skiptrim"));
    List<String> commands =
        Files.readAllLines(DOCS.resolve("tutorial.md")).stream()
            .filter(line -> line.startsWith("    " + PROGRAM))
            .map(String::strip)
            .toList();
    assertTrue(commands.size() >= 5, commands.toString());
    for (String command : commands) {
      run(command);
    }
    String report = Files.readString(folder.resolve("runs/hardware/report/report.md"));
    assertTrue(report.contains("digits skipper, ap_fixed<8,3>"), report);
    assertEquals(2, report.split("all 20 logits of 2 test images", -1).length - 1, report);
    assertTrue(Files.size(folder.resolve("digits-integers.onnx")) > 1000);
    assertTrue(Files.size(folder.resolve("digits.qonnx")) > 1000);
  }

  /** The launcher beside the sources would build them first. */
  private static void writeProgram(Path file) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes = System.getProperty("java.class.path");
    String script =
        "#!/bin/sh\nexec '%s' -cp '%s' %s \"$@\"\n".formatted(java, classes, Main.class.getName());
    Files.writeString(file, script);
    assertTrue(file.toFile().setExecutable(true));
  }

  private void run(String command) throws Exception {
    Process process =
        new ProcessBuilder("bash", "-c", command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(ExitCode.DONE, process.waitFor(), command + "\n" + said);
  }
}
