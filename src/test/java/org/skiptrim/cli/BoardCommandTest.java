package org.skiptrim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skiptrim.board.SimulatedBitstream;
import org.skiptrim.dataset.Normalization;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.Initialization;
import org.skiptrim.network.Network;
import org.skiptrim.network.NetworkFile;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.ResNets;
import org.skiptrim.network.Shape;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.quantization.QuantizedNetworkFile;
import org.skiptrim.quantization.RandomQuantizedNetworks;
import org.skiptrim.rtl.Netlist;

@Execution(CONCURRENT)
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
    arguments[3] = directory.resolve("a design").toString();
    System.arraycopy(options, 0, arguments, 4, options.length);
    return execute(arguments);
  }

  private int execute(String... arguments) {
    return Main.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  @Test
  void board_network_writesDesignAndPins() throws Exception {
    assertEquals(0, run("--board", "hx8k-breakout", "--clock", "24"), err::toString);
    Path design = directory.resolve("a design");
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
    Path table = directory.resolve("a design/axis_pixels.mem");
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
    String line = Files.readString(directory.resolve("a design/skiptrim_uart.sv"));
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
    Path design = directory.resolve("a design");
    assertTrue(Files.size(design.resolve("placed/design.bin")) > 100_000);

    Path image = directory.resolve("image.png");
    long[][] integers = Normalization.STANDARD.integers(3, NETWORK.inputType());
    String expected = ClassifyCommandTest.expected(image, NETWORK, integers);
    out.getBuffer().setLength(0);
    String network = directory.resolve("network.safetensors").toString();
    assertEquals(
        0,
        execute(
            "classify",
            "--simulate",
            design.toString(),
            "--network",
            network,
            image.toString(),
            image.toString()),
        err::toString);
    // Twice, so that what an image leaves behind would show.
    assertEquals(2, out.toString().split(Pattern.quote(expected), -1).length - 1, out.toString());
    Netlist decoded = Netlist.read(design.resolve(SimulatedBitstream.DECODED));
    assertEquals(cells, String.join(" ", decoded.cells().keySet()));
  }

  @ParameterizedTest
  @CsvSource({
    "ulx3s-85f,  '', nothing makes hardware again of a bitstream for ulx3s-85f",
    "icebreaker, 24, clock of 24.0 MHz is a PLL's",
    "icebreaker, '', has no bitstream; make it with: skiptrim board",
  })
  void classify_bitstreamThatCannotBeSimulated_saysWhy(String board, String clock, String why)
      throws Exception {
    String design = directory.resolve("a design").toString();
    assertEquals(1, execute("classify", "--simulate", design, "image.png"));
    assertTrue(err.toString().contains("has no bitstream; make it with: skiptrim board"));
    err.getBuffer().setLength(0);
    assertEquals(
        0,
        clock.isEmpty() ? run("--board", board) : run("--board", board, "--clock", clock),
        err::toString);
    assertEquals(1, execute("classify", "--simulate", design, "image.png"));
    assertTrue(err.toString().contains(why), err.toString());
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
