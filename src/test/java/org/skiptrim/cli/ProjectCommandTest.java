package org.skiptrim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.Shape;
import org.skiptrim.process.InstalledTool;
import org.skiptrim.process.Tool;
import org.skiptrim.process.ToolProcess;
import org.skiptrim.process.Tools;
import org.skiptrim.quantization.QuantizedNetworkFile;
import org.skiptrim.quantization.RandomQuantizedNetworks;

class ProjectCommandTest {
  /** As Vivado 2018.3 to 2023.2 write it; the tables between are left out. */
  private static final String REPORT =
      """
      | Design State : Routed

      1. Slice Logic
      +----------------------------+-------+-------+------------+-----------+-------+
      |          Site Type         |  Used | Fixed | Prohibited | Available | Util% |
      +----------------------------+-------+-------+------------+-----------+-------+
      | Slice LUTs                 | 13992 |     0 |          0 |     53200 | 26.30 |
      |   LUT as Logic             | 13140 |     0 |          0 |     53200 | 24.70 |
      |   LUT as Memory            |   852 |     0 |          0 |     17400 |  4.90 |
      | Slice Registers            | 12984 |     0 |          0 |    106400 | 12.20 |
      3. Memory
      | Block RAM Tile    | 57.5 |     0 |          0 |       140 | 41.07 |
      |   RAMB36/FIFO*    |   50 |     0 |          0 |       140 | 35.71 |
      |   RAMB18          |   15 |     0 |          0 |       280 |  5.36 |
      4. DSP
      | DSPs           |   70 |     0 |          0 |       220 | 31.82 |
      """;

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeNetwork() throws Exception {
    QuantizedNetworkFile.write(
        RandomQuantizedNetworks.resNet(
            1, 8, new int[] {2, 2, 2}, new Shape(3, 8, 8), FixedPoint.signed(4, 2), true),
        Map.of(),
        folder.resolve("network.safetensors"));
  }

  private int project(String... arguments) {
    String[] all = Stream.concat(Stream.of("project"), Stream.of(arguments)).toArray(String[]::new);
    return Main.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(all);
  }

  private Path write(String part) {
    Path directory = folder.resolve("project");
    String network = folder.resolve("network.safetensors").toString();
    assertEquals(
        0, project(network, "--part", part, "-o", directory.toString()), () -> err.toString());
    return directory;
  }

  @ParameterizedTest
  @ValueSource(strings = {"xc7z020clg400-1", "xck26-sfvc784-2lv-c", "xc7a200tsbg484-1"})
  void write_part_makesWholeScripts(String part) throws Exception {
    Path directory = write(part);
    assertEquals(!part.startsWith("xc7a"), Files.exists(directory.resolve("system.tcl")));
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file);
        assertFalse(text.matches("(?s).*@[a-z_]+@.*"), file + " has a word that was not replaced");
        if (file.toString().endsWith(".tcl")) {
          assertTrue(text.contains(part), file.toString());
          assertEquals(count(text, '{'), count(text, '}'), file.toString());
          assertEquals(count(text, '['), count(text, ']'), file.toString());
        }
      }
    }
  }

  private static long count(String text, char sign) {
    return text.chars().filter(c -> c == sign).count();
  }

  /** Options of a group within a group have no default that picocli could name. */
  @Test
  void help_saysWhatIsTakenWhereNothingIsSaid() {
    String help = Main.commandLine().getSubcommands().get("project").getUsageMessage();
    assertTrue(help.contains("0.7 if it is not said"), help);
  }

  /** The Verilog around the design names its ports, and Yosys finds all modules and memories. */
  @Test
  void write_design_isSynthesizedFromItsFolder() throws Exception {
    Path directory = write("xc7z020clg400-1");
    InstalledTool yosys = Tools.ofThisMachine().require(Tool.YOSYS, notice -> {});
    String script =
        "read_verilog -sv -defer *.sv; read_verilog ../skiptrim_accelerator.v;"
            + " hierarchy -check -top skiptrim_accelerator; proc; check -assert";
    new ToolProcess(
            "yosys",
            "reading a project",
            List.of(yosys.path().toString(), "-q", "-p", script),
            directory.resolve("rtl"),
            folder.resolve("yosys.log"))
        .run();
  }

  @Test
  void report_ofVivado_standsBesideTheEstimate() throws Exception {
    Path directory = write("xc7z020clg400-1");
    Files.writeString(directory.resolve("utilization.rpt"), REPORT);
    assertEquals(0, project("--report", directory.toString()), () -> err.toString());
    String text = out.toString();
    assertTrue(text.matches("(?s).*LUT +[\\d,]+ +13,992 +26\\.3 %.*"), text);
    assertTrue(text.matches("(?s).*BRAM +[\\d.]+ +57\\.5 +41\\.1 %.*"), text);
    assertTrue(text.matches("(?s).*DSP +[\\d,]+ +70 +31\\.8 %.*"), text);
  }

  @Test
  void report_missingOrCutShort_saysWhatToDo() throws Exception {
    Path directory = write("xc7z020clg400-1");
    assertEquals(1, project("--report", directory.toString()));
    assertTrue(err.toString().contains("run one of the project's Tcl scripts"), err.toString());
    Files.writeString(directory.resolve("utilization.rpt"), REPORT.split("3\\. Memory")[0]);
    assertEquals(1, project("--report", directory.toString()));
    assertTrue(err.toString().contains("has no row 'Block RAM Tile'"), err.toString());
  }

  @Test
  void unknownPart_isAUsageError() {
    String network = folder.resolve("network.safetensors").toString();
    assertEquals(2, project(network, "--part", "xc9z", "-o", folder.toString()));
    assertTrue(err.toString().contains("unknown device xc9z"), err.toString());
  }
}
