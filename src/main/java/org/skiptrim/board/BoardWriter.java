package org.skiptrim.board;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.skiptrim.hardware.MemoryStyles;
import org.skiptrim.rtl.RtlDesign;
import org.skiptrim.rtl.UartWriter;
import org.skiptrim.storage.AtomicFiles;

/**
 * Puts a design on a board: a module {@code skiptrim_board} whose ports are the board's pins, and
 * the file that says which.
 */
public final class BoardWriter {
  /** Of the module and of the file with the pins. */
  public static final String TOP_MODULE = "skiptrim_board";

  private static final int FEWEST_CLOCKS = 4;

  /** How far off the two sides' bits may be in length. */
  private static final double BAUD_TOLERANCE = 0.02;

  private BoardWriter() {}

  /**
   * Writes both beside the design.
   *
   * @param axis what {@link org.skiptrim.rtl.AxisWriter} wrote
   * @param networkChecksum in hexadecimal
   * @param megahertz of the design's clock, which a PLL makes; the board's own clock if empty
   * @param baud bits a second on the line
   * @throws IllegalArgumentException if no PLL makes that clock, or that clock not these bits
   */
  public static RtlDesign write(
      RtlDesign axis, String networkChecksum, Board board, Optional<Double> megahertz, int baud)
      throws IOException {
    Optional<Pll> pll = megahertz.map(wished -> board.pll().choose(board.megahertz(), wished));
    double clock = clock(board, megahertz);
    int clocksPerBit = clocksPerBit(clock, baud);
    RtlDesign uart =
        UartWriter.write(axis, networkChecksum, clocksPerBit, new MemoryStyles(board.device()));
    AtomicFiles.write(uart.directory().resolve(TOP_MODULE + ".sv"), text(board, pll, clock));
    AtomicFiles.write(uart.directory().resolve(pinsFile(board)), board.constraints().text(board));
    List<String> sources = new ArrayList<>(uart.sources());
    sources.add(TOP_MODULE + ".sv");
    RtlDesign design =
        new RtlDesign(uart.directory(), TOP_MODULE, sources, uart.instances(), uart.dataflow());
    design.save();
    new BoardFile(board.name(), clock, clocksPerBit).save(uart.directory());
    return design;
  }

  /** The name of the file that says which pins the ports have. */
  static String pinsFile(Board board) {
    return TOP_MODULE + "." + board.constraints().ending();
  }

  /** The clock that a design gets for a wish, in MHz. */
  static double clock(Board board, Optional<Double> megahertz) {
    return megahertz
        .map(wished -> board.pll().choose(board.megahertz(), wished).megahertz())
        .orElse(board.megahertz());
  }

  static int clocksPerBit(double megahertz, int baud) {
    double exactly = megahertz * 1e6 / baud;
    int clocks = (int) Math.round(exactly);
    if (clocks < FEWEST_CLOCKS || Math.abs(clocks / exactly - 1) > BAUD_TOLERANCE) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a clock of %.3f MHz makes no bits of %,d baud (%.2f cycles); give a baud rate that divides the clock by %d or more",
              megahertz,
              baud,
              exactly,
              FEWEST_CLOCKS));
    }
    return clocks;
  }

  private static String text(Board board, Optional<Pll> pll, double megahertz) {
    List<String> ports = new ArrayList<>(List.of("input  logic clk_i", "input  logic rx_i"));
    ports.add("output logic tx_o");
    board.high().keySet().stream().sorted().forEach(port -> ports.add("output logic " + port));
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(Locale.ROOT, "// Generated for %s, at %.3f MHz.%n", board.name(), megahertz));
    text.append("module " + TOP_MODULE + " (\n    ").append(String.join(",\n    ", ports));
    text.append("\n);\n  logic clk, locked;\n");
    board.high().keySet().stream()
        .sorted()
        .forEach(port -> text.append("  assign ").append(port).append(" = 1'b1;\n"));
    text.append(
        pll.map(made -> made.kind().instance(made))
            .orElse("  assign clk    = clk_i;\n  assign locked = 1'b1;\n"));
    return text
        + "  skiptrim_uart uart (\n      .clk_i(clk), .locked_i(locked), .rx_i(rx_i), .tx_o(tx_o)\n  );\n"
        + "endmodule\n";
  }
}
