package org.skiptrim.board;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.skiptrim.process.InstalledTool;
import org.skiptrim.process.ToolProcess;
import org.skiptrim.simulation.Verilator;

/**
 * A program that simulates hardware with a serial line, at a pseudo-terminal: what a board is to
 * its host.
 *
 * @param directory where its memory files and logs are
 */
public record SerialSimulation(Path directory, Path program) {
  private static final String MAIN = "serial_main.cpp";

  /** A pseudo-terminal takes any. */
  private static final int BAUD = 1_000_000;

  /**
   * Makes the program.
   *
   * @param top a module with the ports clk_i, rx_i and tx_o: a design, or what of it came back from
   *     a chip's configuration
   * @param sources files in the directory
   */
  public static SerialSimulation build(
      InstalledTool verilator, Path directory, String top, List<String> sources)
      throws IOException, InterruptedException {
    try (InputStream in = SerialSimulation.class.getResourceAsStream(MAIN)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Path program =
          new Verilator(verilator)
              .program(
                  "building the simulation of " + top,
                  new Verilator.Main(top, "Vdesign", text),
                  sources,
                  directory,
                  "-O1");
      return new SerialSimulation(directory, program);
    }
  }

  /**
   * A running one; closing it ends it.
   *
   * @param port the name of the host's end of its line
   * @param end is completed when it has ended, with why
   */
  public record Running(String port, Thread thread, CompletableFuture<Void> end)
      implements AutoCloseable {
    /** Opens its line, which says so when the simulation has ended. */
    public SerialLine open() throws IOException {
      return new WatchedLine(SerialPorts.open(port, BAUD), end);
    }

    @Override
    public void close() {
      thread.interrupt();
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Starts it.
   *
   * @param damage one byte in so many is lost, and one comes twice, in each direction; 0 for none
   * @throws IOException if it ends at once
   */
  public Running start(int clocksPerBit, int damage) throws IOException, InterruptedException {
    CompletableFuture<String> port = new CompletableFuture<>();
    CompletableFuture<Void> end = new CompletableFuture<>();
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
                end.complete(null);
              } catch (IOException | InterruptedException e) {
                port.completeExceptionally(e);
                end.completeExceptionally(e);
              }
            });
    thread.start();
    try {
      return new Running(port.get(), thread, end);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e);
    }
  }
}
