package org.skiptrim.device;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A family's block RAM.
 *
 * @param kbit with its parity bits, in units of 1,024 bits
 * @param shapes that it can have
 * @param halfShapes that half of it can have; empty if it is used whole only
 */
public record BlockRam(int kbit, List<MemoryShape> shapes, List<MemoryShape> halfShapes) {
  /** Copies the lists. */
  public BlockRam {
    shapes = List.copyOf(shapes);
    halfShapes = List.copyOf(halfShapes);
  }

  /**
   * What a memory takes.
   *
   * @param halves block RAMs, in halves
   * @param deep how many stand one above the other, so that each bit is chosen from so many
   */
  public record Tiles(long halves, int deep) {}

  /**
   * The fewest that make a memory, all of one shape. As Yosys has it, rows of them lie side by
   * side: a block may hold some bits of one row and some of another, so that 1,152 words of 128
   * bits are three rows in 11 blocks of 512 × 36 and not in 12.
   */
  public Tiles tiles(MemoryShape memory) {
    return Stream.concat(
            shapes.stream().map(shape -> tiles(memory, shape, 2)),
            halfShapes.stream().map(shape -> tiles(memory, shape, 1)))
        .min(Comparator.comparingLong(Tiles::halves).thenComparing(Tiles::deep))
        .orElseThrow();
  }

  private static Tiles tiles(MemoryShape memory, MemoryShape shape, int halvesEach) {
    int deep = MemoryShape.ceilDiv(memory.words(), shape.words());
    long wide = MemoryShape.ceilDiv(deep * memory.bits(), shape.bits());
    return new Tiles(wide * halvesEach, deep);
  }
}
