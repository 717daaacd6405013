package org.skiptrim.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.skiptrim.dataset.Normalization;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.hardware.DataflowLowering;
import org.skiptrim.hardware.Folding;
import org.skiptrim.hardware.HardwareStyle;
import org.skiptrim.hardware.MemoryStyles;
import org.skiptrim.hardware.SkipSource;
import org.skiptrim.process.InstalledTool;
import org.skiptrim.process.Tool;
import org.skiptrim.process.ToolProcess;
import org.skiptrim.process.Tools;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.quantization.RandomQuantizedNetworks;
import org.skiptrim.rtl.AxisWriter;
import org.skiptrim.rtl.PixelTable;
import org.skiptrim.rtl.RtlDesign;
import org.skiptrim.rtl.TopModuleWriter;

class BoardWriterTest {
  private static final String CHECKSUM = "0123456789abcdef".repeat(4);

  @TempDir Path directory;

  static Stream<Board> boards() {
    return Board.known().stream();
  }

  private RtlDesign write(Board board, Optional<Double> megahertz, int baud) throws Exception {
    QuantizedNetwork network =
        RandomQuantizedNetworks.identitySkip(1, RandomQuantizedNetworks.Branch.ONE);
    MemoryStyles styles = new MemoryStyles(board.device());
    RtlDesign core =
        TopModuleWriter.write(
            DataflowLowering.lower(
                network,
                Folding.forCycles(network, 4000, styles),
                new HardwareStyle(styles, SkipSource.LINE_BUFFER)),
            directory.resolve("core"));
    PixelTable pixels =
        new PixelTable(Normalization.IMAGENET.integers(2, FixedPoint.signed(8, 3)), 8);
    return BoardWriter.write(
        AxisWriter.write(core, pixels, styles, directory.resolve("board")),
        CHECKSUM,
        board,
        megahertz,
        baud);
  }

  /** Yosys knows the PLLs, and finds every module and memory file. */
  @ParameterizedTest
  @MethodSource("boards")
  void write_withPll_isSynthesized(Board board) throws Exception {
    RtlDesign design = write(board, Optional.of(2 * board.megahertz()), 1_000_000);
    InstalledTool yosys = Tools.ofThisMachine().require(Tool.YOSYS, notice -> {});
    String family = board.pll() == PllKind.ECP5 ? "ecp5" : "ice40";
    String script =
        "read_verilog -sv -defer %s; synth_%s -top skiptrim_board -run begin:map_ram; hierarchy -check; check"
            .formatted(String.join(" ", design.sources()), family);
    new ToolProcess(
            "Yosys",
            "reading a board's design",
            new ArrayList<>(List.of(yosys.path().toString(), "-q", "-p", script)),
            design.directory(),
            directory.resolve("yosys.log"))
        .run();
    String pins =
        Files.readString(
            design.directory().resolve("skiptrim_board." + board.constraints().ending()));
    String top = Files.readString(design.directory().resolve("skiptrim_board.sv"));
    for (String port : board.ports().keySet()) {
      assertTrue(pins.contains(port) && top.contains(port), port);
    }
  }

  @Test
  void write_boardsClock_hasNoPll() throws Exception {
    RtlDesign design = write(Board.named("hx8k-breakout"), Optional.empty(), 1_000_000);
    String top = Files.readString(design.directory().resolve("skiptrim_board.sv"));
    assertTrue(top.contains("assign clk    = clk_i;"), top);
    assertEquals(
        """
        # Generated for hx8k-breakout.
        set_io clk_i J3
        set_io rx_i B10
        set_io tx_o B12
        set_frequency clk_i 12.0
        """,
        Files.readString(design.directory().resolve("skiptrim_board.pcf")));
    assertEquals(design, RtlDesign.read(design.directory()));
  }

  @Test
  void clocksPerBit_whatTheClockDoesNotMake_isRefused() {
    assertEquals(12, BoardWriter.clocksPerBit(12, 1_000_000));
    assertEquals(217, BoardWriter.clocksPerBit(25, 115_200));
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> BoardWriter.clocksPerBit(12, 921_600 * 2))
            .getMessage();
    assertTrue(
        message.startsWith("a clock of 12.000 MHz makes no bits of 1,843,200 baud"), message);
    assertThrows(IllegalArgumentException.class, () -> BoardWriter.clocksPerBit(12, 4_000_000));
  }

  @Test
  void named_unknown_namesThoseThereAre() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Board.named("arty")).getMessage();
    assertEquals(
        "there is no board 'arty'; there are ulx3s-85f, icebreaker, hx8k-breakout", message);
  }
}
