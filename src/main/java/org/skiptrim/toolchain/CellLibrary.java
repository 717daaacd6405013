package org.skiptrim.toolchain;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What each cell that Yosys maps to takes of a device. Strict: a cell that is not known here is an
 * error, since leaving it out would make a figure too small without a word.
 *
 * <p>LUT counts are an upper bound: place and route can put two small functions into one LUT.
 * Memory made of LUTs counts the LUTs that its cell occupies (UG474, UG574: a RAM64M is four LUTs
 * of a SLICEM, an SRL of 16 or 32 bits is one; FPGA-TN-02204: 16×4 bits are four LUTs in ECP5, and
 * the two beside them carry the write address). Carry chains and wide multiplexers stand beside
 * LUTs and take none; only ECP5's carry cell is two LUTs itself.
 */
final class CellLibrary {
  private static final Set<String> LUTS =
      Set.of("LUT1", "LUT2", "LUT3", "LUT4", "LUT5", "LUT6", "LUT6_2", "INV");

  private static final Map<String, Integer> MEMORY_LUTS =
      Map.ofEntries(
          Map.entry("RAM32X1S", 1),
          Map.entry("RAM64X1S", 1),
          Map.entry("RAM128X1S", 2),
          Map.entry("RAM256X1S", 4),
          Map.entry("RAM512X1S", 8),
          Map.entry("RAM32X1D", 2),
          Map.entry("RAM64X1D", 2),
          Map.entry("RAM128X1D", 4),
          Map.entry("RAM256X1D", 8),
          Map.entry("RAM32M", 4),
          Map.entry("RAM64M", 4),
          Map.entry("RAM32M16", 8),
          Map.entry("RAM64M8", 8),
          Map.entry("RAM32X16DR8", 8),
          Map.entry("RAM64X8SW", 8),
          Map.entry("SRL16E", 1),
          Map.entry("SRLC16E", 1),
          Map.entry("SRLC32E", 1),
          Map.entry("TRELLIS_DPR16X4", 6));

  private static final Set<String> FLIP_FLOPS =
      Set.of(
          "FDRE",
          "FDSE",
          "FDCE",
          "FDPE",
          "FDRE_1",
          "FDSE_1",
          "FDCE_1",
          "FDPE_1",
          "LDCE",
          "LDPE",
          "TRELLIS_FF");

  private static final Set<String> BLOCK_RAMS =
      Set.of("RAMB36E1", "RAMB36E2", "DP16KD", "PDPW16KD");
  private static final Set<String> HALF_BLOCK_RAMS = Set.of("RAMB18E1", "RAMB18E2");
  private static final Set<String> DSPS = Set.of("DSP48E1", "DSP48E2", "MULT18X18D");

  /** Beside the LUTs, or no hardware at all: what Yosys keeps of names, messages and checks. */
  private static final Set<String> FREE =
      Set.of(
          "CARRY4",
          "CARRY8",
          "MUXF7",
          "MUXF8",
          "MUXF9",
          "PFUMX",
          "L6MUX21",
          "GND",
          "VCC",
          "BUFG",
          "$scopeinfo",
          "$print",
          "$check",
          "$assert",
          "$assume",
          "$cover");

  private CellLibrary() {}

  /**
   * Adds up what cells take.
   *
   * @param cells how many there are of each type
   * @throws IllegalArgumentException if a type is not known
   */
  static Utilization utilization(Map<String, Long> cells, Utilization.Method method) {
    Utilization sum = Utilization.none(method);
    for (Map.Entry<String, Long> cell : new TreeMap<>(cells).entrySet()) {
      sum = sum.plus(one(cell.getKey(), method).times(cell.getValue()));
    }
    return sum;
  }

  private static Utilization one(String cell, Utilization.Method method) {
    if (MEMORY_LUTS.containsKey(cell)) {
      int luts = MEMORY_LUTS.get(cell);
      return new Utilization(method, luts, luts, 0, 0, 0, 0);
    } else if (LUTS.contains(cell)) {
      return new Utilization(method, 1, 0, 0, 0, 0, 0);
    } else if (cell.equals("CCU2C")) {
      return new Utilization(method, 2, 0, 0, 0, 0, 0);
    } else if (FLIP_FLOPS.contains(cell)) {
      return new Utilization(method, 0, 0, 1, 0, 0, 0);
    } else if (BLOCK_RAMS.contains(cell)) {
      return new Utilization(method, 0, 0, 0, 1, 0, 0);
    } else if (HALF_BLOCK_RAMS.contains(cell)) {
      return new Utilization(method, 0, 0, 0, 0, 1, 0);
    } else if (DSPS.contains(cell)) {
      return new Utilization(method, 0, 0, 0, 0, 0, 1);
    } else if (FREE.contains(cell)) {
      return Utilization.none(method);
    }
    throw new IllegalArgumentException(
        "Yosys mapped to a cell " + cell + " whose size is not known; add it to CellLibrary");
  }
}
