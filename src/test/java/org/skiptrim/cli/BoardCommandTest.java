package org.skiptrim.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skiptrim.board.BoardClient;
import org.skiptrim.board.SerialLine;
import org.skiptrim.board.SerialPorts;
import org.skiptrim.board.SimulatedBoard;
import org.skiptrim.dataset.Normalization;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.Initialization;
import org.skiptrim.network.Network;
import org.skiptrim.network.NetworkFile;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.ResNets;
import org.skiptrim.network.Shape;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.placement.BitstreamDecoder;
import org.skiptrim.process.InstalledTool;
import org.skiptrim.process.Tool;
import org.skiptrim.process.Tools;
import org.skiptrim.quantization.IntegerInterpreter;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.quantization.QuantizedNetworkFile;
import org.skiptrim.quantization.RandomQuantizedNetworks;
import org.skiptrim.rtl.Netlist;
import org.skiptrim.simulation.Verilator;

class BoardCommandTest {
  private static final QuantizedNetwork NETWORK =
      RandomQuantizedNetworks.resNet(
          1, 8, new int[] {1, 1, 1}, new Shape(3, 8, 8), FixedPoint.signed(4, 2), true);

  @TempDir Path directory;
  private final StringWriter err = new StringWriter();
  private final StringWriter out = new StringWriter();

  @BeforeEach
  void writeNetwork() throws Exception {
    writeNetwork(Map.of());
  }

  private void writeNetwork(Map<String, String> remarks) throws Exception {
    QuantizedNetworkFile.write(NETWORK, remarks, directory.resolve("network.safetensors"));
  }

  private int run(String... options) {
    String[] arguments = new String[options.length + 4];
    arguments[0] = "board";
    arguments[1] = directory.resolve("network.safetensors").toString();
    arguments[2] = "-o";
    arguments[3] = directory.resolve("design").toString();
    System.arraycopy(options, 0, arguments, 4, options.length);
    return Main.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  @Test
  void board_network_writesDesignAndPins() throws Exception {
    assertEquals(0, run("--board", "hx8k-breakout", "--clock", "24"), err::toString);
    Path design = directory.resolve("design");
    assertTrue(Files.readString(design.resolve("skiptrim_board.pcf")).contains("set_io clk_i J3"));
    assertTrue(Files.readString(design.resolve("skiptrim_board.sv")).contains("SB_PLL40_CORE"));
    assertTrue(Files.exists(design.resolve("skiptrim_top.sv")));
  }

  @Test
  void board_withCycles_isAsFastAsAsked() {
    assertEquals(0, run("--board", "ulx3s-85f", "--cycles", "600"), err::toString);
    assertTrue(out.toString().contains(": 576 cycles an image"), out.toString());
    assertEquals(2, run("--board", "ulx3s-85f", "--cycles", "1"));
    assertTrue(err.toString().contains("cannot take 1 cycles"), err.toString());
  }

  /** The table from bytes to pixels is another one then. */
  @Test
  void board_network_isNormalizedAsItsFileSays() throws Exception {
    assertEquals(0, run("--board", "ulx3s-85f"), err::toString);
    Path table = directory.resolve("design/axis_pixels.mem");
    String standard = Files.readString(table);
    writeNetwork(Map.of("normalization", "means 0.0, stds 128.0"));
    assertEquals(0, run("--board", "ulx3s-85f"), err::toString);
    assertNotEquals(standard, Files.readString(table));
    assertEquals(0, run("--board", "ulx3s-85f", "--normalization", "means 128.0, stds 64.0"));
    assertEquals(standard, Files.readString(table));
  }

  @Test
  void board_networkThatDoesNotFit_isWrittenAndSaid() throws Exception {
    QuantizedNetworkFile.write(
        RandomQuantizedNetworks.resNet(
            1, 8, new int[] {32, 32, 32}, new Shape(3, 8, 8), FixedPoint.signed(8, 3), true),
        directory.resolve("network.safetensors"));
    assertEquals(0, run("--board", "icebreaker"), err::toString);
    assertTrue(out.toString().contains("up5k has too little for that"), out.toString());
    String line = Files.readString(directory.resolve("design/skiptrim_uart.sv"));
    assertTrue(line.contains("frame_link #(.ImageBytes(192), .RamStyle(3)"), "single-port RAM");
  }

  /**
   * All the way, with the real tools, and back: the bitstream taken apart, simulated from pin to
   * pin, answers the host program.
   */
  @ParameterizedTest
  @CsvSource({
    "hx8k-breakout, 0.1, SB_RAM40_4K",
    "icebreaker,    0.4, SB_MAC16 SB_RAM40_4K SB_SPRAM256KA",
  })
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  void board_withBitstream_makesWhatAnswersOnASerialLine(String board, String share, String cells)
      throws Exception {
    assertEquals(
        0,
        run("--board", board, "--bitstream", "--share", share, "--baud", "1000000"),
        err::toString);
    assertTrue(out.toString().contains("design.bin: at 12.0 MHz ("), out::toString);
    Path design = directory.resolve("design");
    assertTrue(Files.size(design.resolve("placed/design.bin")) > 100_000);

    Netlist decoded =
        new BitstreamDecoder(tool(Tool.ICEUNPACK), tool(Tool.ICEBOX_VLOG))
            .decode(
                Netlist.read(design.resolve("netlist")),
                design.resolve("placed"),
                directory.resolve("decoded"));
    assertEquals(cells, String.join(" ", decoded.cells().keySet()));
    try (SimulatedBoard.Running running = simulated(decoded).start(12, 0)) {
      SerialLine line = SerialPorts.open(running.port(), 115_200);
      try (BoardClient client = BoardClient.connect(line, Duration.ofSeconds(20), 2)) {
        assertLogitsOfRandomImages(client);
      }
    }
  }

  private static SimulatedBoard simulated(Netlist decoded) throws Exception {
    List<String> sources = new ArrayList<>(List.of(Netlist.VERILOG));
    for (String cell : decoded.cells().keySet()) {
      String model = cell + ".sv";
      try (InputStream in = Verilator.class.getResourceAsStream("cells/ice40/" + model)) {
        Files.copy(in, decoded.directory().resolve(model));
      }
      sources.add(model);
    }
    return SimulatedBoard.build(decoded.directory(), decoded.topModule(), sources);
  }

  private static InstalledTool tool(Tool tool) throws Exception {
    return Tools.ofThisMachine().require(tool, notice -> {});
  }

  private static void assertLogitsOfRandomImages(BoardClient client) throws Exception {
    long[][] integers = Normalization.STANDARD.integers(3, NETWORK.inputType());
    Random random = new Random(1);
    for (int i = 0; i < 2; i++) {
      byte[] pixels = new byte[3 * 8 * 8];
      random.nextBytes(pixels);
      long[] values = new long[pixels.length];
      for (int p = 0; p < values.length; p++) {
        values[p] = integers[p / 64][Byte.toUnsignedInt(pixels[p])];
      }
      assertArrayEquals(
          new IntegerInterpreter(NETWORK).logits(values), client.classify(pixels).logits());
    }
  }

  @Test
  void board_networkOfRealNumbers_isRefused() throws Exception {
    Network<RealOp> network = ResNets.resNet(8, new Shape(3, 8, 8), 10);
    NetworkFile.write(
        new TrainedNetwork(network, Initialization.of(network, 1)),
        directory.resolve("network.safetensors"));
    assertEquals(1, run("--board", "icebreaker"));
    assertTrue(err.toString().contains("holds no quantized network"), err.toString());
  }

  @Test
  void board_whatCannotBe_isSaidInALine() {
    assertEquals(2, run("--board", "arty"));
    assertEquals(2, run("--board", "icebreaker", "--clock", "500"));
    assertTrue(err.toString().contains("there is no board 'arty'; there are"), err.toString());
    assertTrue(err.toString().contains("no PLL makes 500.0 MHz of 12.0 MHz"), err.toString());
  }
}
