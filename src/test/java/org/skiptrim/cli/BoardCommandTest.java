package org.skiptrim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.Shape;
import org.skiptrim.quantization.QuantizedNetworkFile;
import org.skiptrim.quantization.RandomQuantizedNetworks;

class BoardCommandTest {
  @TempDir Path directory;
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeNetwork() throws Exception {
    QuantizedNetworkFile.write(
        RandomQuantizedNetworks.resNet(
            1, 8, new int[] {2, 2, 2}, new Shape(3, 8, 8), FixedPoint.signed(4, 2), true),
        directory.resolve("network.safetensors"));
  }

  private int run(String... options) {
    String[] arguments = new String[options.length + 4];
    arguments[0] = "board";
    arguments[1] = directory.resolve("network.safetensors").toString();
    arguments[2] = "-o";
    arguments[3] = directory.resolve("design").toString();
    System.arraycopy(options, 0, arguments, 4, options.length);
    return Main.commandLine()
        .setOut(new PrintWriter(new StringWriter()))
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
  void board_whatCannotBe_isSaidInALine() {
    assertEquals(2, run("--board", "arty"));
    assertEquals(2, run("--board", "icebreaker", "--clock", "500"));
    assertTrue(err.toString().contains("there is no board 'arty'; there are"), err.toString());
    assertTrue(err.toString().contains("no PLL makes 500.0 MHz of 12.0 MHz"), err.toString());
  }
}
