package org.skiptrim.board;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.skiptrim.hardware.DataflowLowering;
import org.skiptrim.hardware.Folding;
import org.skiptrim.hardware.MemoryStyles;
import org.skiptrim.hardware.Styles;
import org.skiptrim.process.InstalledTool;
import org.skiptrim.process.Tool;
import org.skiptrim.process.Tools;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.rtl.AxisWriter;
import org.skiptrim.rtl.PixelTable;
import org.skiptrim.rtl.RtlDesign;
import org.skiptrim.rtl.TopModuleWriter;
import org.skiptrim.rtl.UartWriter;
import org.skiptrim.storage.AtomicFiles;

/** A design with a serial line in Verilator, at a pseudo-terminal. */
public final class SimulatedBoard {

  /** Of the designs made here. */
  public static final int CLOCKS_PER_BIT = 4;

  private SimulatedBoard() {}

  /**
   * Makes hardware of a network and builds its simulation.
   *
   * @param integers of its input for all pixels, channels × 256
   * @param checksum of the network, in hexadecimal
   */
  public static SerialSimulation of(
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
    InstalledTool verilator = Tools.ofThisMachine().require(Tool.VERILATOR, notice -> {});
    return SerialSimulation.build(verilator, uart.directory(), "serial_bench", sources);
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = SimulatedBoard.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
