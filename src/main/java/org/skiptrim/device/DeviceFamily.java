package org.skiptrim.device;

import java.util.Map;
import java.util.Optional;

/**
 * A family of parts that are made of the same cells, as {@code families.yaml} describes it.
 *
 * @param name what it is called there
 * @param title for people
 * @param lutInputs of a look-up table
 * @param flipFlopsPerLut how many flip-flops stand beside each LUT
 * @param blockRam what a block RAM is
 * @param lutMemory what memories made of LUTs take
 * @param multiplier operand bits of a hard multiplier; empty if no part has any
 * @param cells what each cell that synthesis maps to takes, by the cell's name
 */
public record DeviceFamily(
    String name,
    String title,
    int lutInputs,
    int flipFlopsPerLut,
    BlockRam blockRam,
    LutMemory lutMemory,
    Optional<Multiplier> multiplier,
    Map<String, Cell> cells) {

  /** Copies the map. */
  public DeviceFamily {
    cells = Map.copyOf(cells);
  }

  /**
   * A hard multiplier of two's complement.
   *
   * @param longBits of the longer operand
   * @param shortBits of the shorter one
   * @param leastBits of an operand's rest that synthesis still gives a multiplier to; less is of
   *     LUTs
   */
  public record Multiplier(int longBits, int shortBits, int leastBits) {
    /** One that every rest gets. */
    public Multiplier(int longBits, int shortBits) {
      this(longBits, shortBits, 1);
    }

    /** How many of them make a product of so many bits each. */
    public int tiles(int bits, int otherBits) {
      return parts(Math.max(bits, otherBits), longBits)
          * parts(Math.min(bits, otherBits), shortBits);
    }

    /** All but the highest part of an operand have no sign, so that a bit of theirs is left. */
    private int parts(int bits, int width) {
      if (bits <= width) {
        return 1;
      }
      int whole = (bits - 1) / (width - 1);
      return bits - whole * (width - 1) < leastBits ? whole : whole + 1;
    }
  }

  /**
   * What one cell takes.
   *
   * @param luts LUTs
   * @param isMemory whether these are memory or a shift register
   */
  record Cell(int luts, boolean isMemory, int flipFlops, int blockRams, int halves, int dsps) {
    Utilization utilization(Utilization.Method method) {
      return new Utilization(method, luts, isMemory ? luts : 0, flipFlops, blockRams, halves, dsps);
    }
  }

  /**
   * Adds up what cells take.
   *
   * @param counts how many there are of each type
   * @throws IllegalArgumentException if a type is not known
   */
  public Utilization utilization(Map<String, Long> counts, Utilization.Method method) {
    Utilization sum = Utilization.none(method);
    for (Map.Entry<String, Long> count : counts.entrySet()) {
      Cell cell = cells.get(count.getKey());
      if (cell == null) {
        throw new IllegalArgumentException(
            "Yosys mapped to a cell %s, whose size is not known for %s; add it to families.yaml"
                .formatted(count.getKey(), title));
      }
      sum = sum.plus(cell.utilization(method).times(count.getValue()));
    }
    return sum;
  }
}
