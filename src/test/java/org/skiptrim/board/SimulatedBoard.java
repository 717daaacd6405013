package org.skiptrim.board;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.skiptrim.hardware.DataflowLowering;
import org.skiptrim.hardware.Folding;
import org.skiptrim.hardware.MemoryStyles;
import org.skiptrim.hardware.Styles;
import org.skiptrim.process.InstalledTool;
import org.skiptrim.process.Tool;
import org.skiptrim.process.ToolProcess;
import org.skiptrim.process.Tools;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.rtl.AxisWriter;
import org.skiptrim.rtl.PixelTable;
import org.skiptrim.rtl.RtlDesign;
import org.skiptrim.rtl.TopModuleWriter;
import org.skiptrim.rtl.UartWriter;
import org.skiptrim.storage.AtomicFiles;

/**
 * A design with a serial line in Verilator, at a pseudo-terminal.
 *
 * @param directory where its sources and memory files are
 * @param program that simulates it
 */
public record SimulatedBoard(Path directory, Path program) {

  /** Of the designs made here. */
  public static final int CLOCKS_PER_BIT = 4;

  /**
   * Makes hardware of a network and builds its simulation.
   *
   * @param integers of its input for all pixels, channels × 256
   * @param checksum of the network, in hexadecimal
   */
  public static SimulatedBoard of(
      QuantizedNetwork network, long[][] integers, String checksum, Path directory)
      throws IOException, InterruptedException {
    RtlDesign core =
        TopModuleWriter.write(
            DataflowLowering.lower(network, Folding.forCycles(network, 2000), Styles.TAPPED),
            directory.resolve("core"));
    MemoryStyles styles = Styles.TAPPED.memories();
    PixelTable pixels = new PixelTable(integers, network.inputType().width());
    RtlDesign axis = AxisWriter.write(core, pixels, styles, directory.resolve("uart"));
    RtlDesign uart = UartWriter.write(axis, checksum, CLOCKS_PER_BIT, styles);
    AtomicFiles.write(uart.directory().resolve("serial_bench.sv"), resource("serial_bench.sv"));
    List<String> sources = new ArrayList<>(uart.sources());
    sources.add("serial_bench.sv");
    return build(uart.directory(), "serial_bench", sources);
  }

  /**
   * Builds it.
   *
   * @param top a module with the ports clk_i, rx_i and tx_o: a design, or what of it came back from
   *     a chip's configuration
   * @param sources files in the directory
   */
  public static SimulatedBoard build(Path directory, String top, List<String> sources)
      throws IOException, InterruptedException {
    InstalledTool verilator = Tools.ofThisMachine().require(Tool.VERILATOR, notice -> {});
    AtomicFiles.write(directory.resolve("serial_main.cpp"), resource("serial_main.cpp"));
    List<String> command = new ArrayList<>();
    command.addAll(List.of(verilator.path().toString(), "--cc", "--exe", "--build", "-j", "2"));
    command.addAll(List.of("-O3", "-CFLAGS", "-O1", "-Wno-lint", "-Wno-style"));
    command.addAll(List.of("--prefix", "Vdesign", "--top-module", top, "-Mdir", "serial"));
    command.addAll(sources);
    command.add("serial_main.cpp");
    new ToolProcess("Verilator", "building", command, directory, directory.resolve("build.log"))
        .run();
    return new SimulatedBoard(directory, directory.resolve("serial").resolve("Vdesign"));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = SimulatedBoard.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** A running one. */
  public record Running(String port, Thread thread) implements AutoCloseable {
    @Override
    public void close() throws InterruptedException {
      thread.interrupt();
      thread.join();
    }
  }

  /**
   * Starts it.
   *
   * @param damage one byte in so many is lost, and one comes twice, in each direction; 0 for none
   */
  public Running start(int clocksPerBit, int damage) throws Exception {
    CompletableFuture<String> port = new CompletableFuture<>();
    ToolProcess simulation =
        new ToolProcess(
                "Simulation",
                "simulating a board",
                List.of(program.toString(), "+clocks=" + clocksPerBit, "+damage=" + damage),
                directory,
                directory.resolve("board-" + damage + ".log"))
            .withOnLine(port::complete);
    Thread thread =
        new Thread(
            () -> {
              try {
                simulation.run();
              } catch (IOException | InterruptedException e) {
                port.completeExceptionally(e);
              }
            });
    thread.start();
    return new Running(port.get(1, TimeUnit.MINUTES), thread);
  }
}
