package org.skiptrim.device;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What memories made of LUTs take in a family, about.
 *
 * @param lutWords bits of a LUT, which is as many words of a ROM
 * @param multiplexer LUTs a bit for each further LUT or cell that a memory is read from
 * @param ram the cells of LUT RAM; empty if there is none
 */
public record LutMemory(int lutWords, double multiplexer, List<Cell> ram) {
  /** Copies the list. */
  public LutMemory {
    ram = List.copyOf(ram);
  }

  /** A cell of RAM with one port to write and one to read, and the LUTs that it occupies. */
  public record Cell(MemoryShape shape, int luts) {}

  /** LUTs of a ROM. */
  public double ofRom(MemoryShape memory) {
    int deep = MemoryShape.ceilDiv(memory.words(), lutWords);
    return memory.bits() * (deep + multiplexer * (deep - 1));
  }

  /** LUTs of a RAM; empty if only registers or block RAM can make one. */
  public OptionalDouble ofRam(MemoryShape memory) {
    return ram.stream().mapToDouble(cell -> ofRam(memory, cell)).min();
  }

  private double ofRam(MemoryShape memory, Cell cell) {
    int deep = MemoryShape.ceilDiv(memory.words(), cell.shape().words());
    return memory.tilesOf(cell.shape()) * cell.luts() + memory.bits() * multiplexer * (deep - 1);
  }
}
