package org.skiptrim.toolchain;

/** A family of parts that are made of the same cells. */
public enum DeviceFamily {
  /**
   * Xilinx 7 series: a slice has four six-input LUTs and eight flip-flops (UG474). All cells that
   * can come out are in the first of the two files that synth_xilinx reads; the other one, ten
   * times as long, is half of the time of a small module.
   */
  SERIES_7(
      "read_verilog -lib +/xilinx/cells_sim.v",
      "synth_xilinx -family xc7 -flatten -noiopad -noclkbuf -run prepare:",
      2,
      36),
  /** Xilinx UltraScale+: eight six-input LUTs and sixteen flip-flops in a CLB (UG574). */
  ULTRASCALE_PLUS("", "synth_xilinx -family xcup -flatten -noiopad -noclkbuf", 2, 36),
  /** Lattice ECP5: a slice has two four-input LUTs and two flip-flops (FPGA-TN-02204). */
  ECP5("", "synth_ecp5", 1, 18);

  private final String cells;
  private final String synthesisCommand;
  private final int flipFlopsPerLut;
  private final int blockRamKbit;

  DeviceFamily(String cells, String synthesisCommand, int flipFlopsPerLut, int blockRamKbit) {
    this.cells = cells;
    this.synthesisCommand = synthesisCommand;
    this.flipFlopsPerLut = flipFlopsPerLut;
    this.blockRamKbit = blockRamKbit;
  }

  /**
   * The Yosys commands that map an elaborated design to the family's cells, flattened, without pads
   * and clock buffers: those belong to the board, and modules synthesized apart would each have
   * them.
   */
  String synthesisCommands() {
    return cells.isEmpty() ? synthesisCommand : cells + "\n" + synthesisCommand;
  }

  /** How many flip-flops stand beside each LUT. */
  public int flipFlopsPerLut() {
    return flipFlopsPerLut;
  }

  /** Size of one block RAM with its parity bits, in units of 1,024 bits. */
  public int blockRamKbit() {
    return blockRamKbit;
  }
}
