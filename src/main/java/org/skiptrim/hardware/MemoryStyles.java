package org.skiptrim.hardware;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.skiptrim.device.BlockRam;
import org.skiptrim.device.Device;
import org.skiptrim.device.MemoryShape;

/**
 * What each memory of a design is made of. A block RAM is taken where it saves more LUTs than it is
 * worth: how many that is depends on how many LUTs and block RAMs the device has.
 *
 * @param device what the design is for
 * @param blockRamPrice what a block RAM is worth, as a share of the LUTs that the device has for
 *     each of them
 */
public record MemoryStyles(Device device, double blockRamPrice) {
  /**
   * LUTs are needed for more than memories. What designs take at this price stands in
   * docs/rationale/memories.md.
   */
  public static final double USUAL_PRICE = 0.4;

  /** {@code RamStyle} in the hardware library. */
  private static final int REGISTERS = 0;

  private static final int LUT_RAM = 1;
  private static final int BLOCK_RAM = 2;
  private static final int SINGLE_PORT_RAM = 3;

  /** At the usual price. */
  public MemoryStyles(Device device) {
    this(device, USUAL_PRICE);
  }

  /** {@code RamStyle} of a memory with a port to write and one to read. */
  public int ram(int words, int bits) {
    MemoryShape shape = new MemoryShape(words, bits);
    if (blockCost(shape) <= otherCost(shape)) {
      return BLOCK_RAM;
    }
    return device.family().lutMemory().ofRam(shape).isPresent() ? LUT_RAM : REGISTERS;
  }

  /** {@code RamStyle} of a memory that is never written and read in one cycle, with one address. */
  public int singlePortRam(int words, int bits) {
    MemoryShape shape = new MemoryShape(words, bits);
    boolean fits = device.singlePortRam().filter(shape::isWithin).isPresent();
    return fits && ram(words, bits) == BLOCK_RAM ? SINGLE_PORT_RAM : ram(words, bits);
  }

  /** That memory, of no words if it is not of block RAM. */
  static MemoryShape block(int style, int words, int bits) {
    return new MemoryShape(style == BLOCK_RAM ? words : 0, bits);
  }

  /** The same for dearer block RAMs. */
  public MemoryStyles withPrice(double price) {
    return new MemoryStyles(device, price);
  }

  /** What that memory takes, in LUTs and what block RAMs are worth in LUTs. */
  double ramCost(int words, int bits) {
    MemoryShape shape = new MemoryShape(words, bits);
    return Math.min(blockCost(shape), otherCost(shape));
  }

  private double otherCost(MemoryShape shape) {
    // A bit is a flip-flop, which takes the place of a LUT, and a part of the multiplexer.
    return device.family().lutMemory().ofRam(shape).orElse(2.0 * shape.bitsInAll());
  }

  /** How many of a ROM's words stand in block RAM: all or none. */
  public int blockWords(int words, int bits) {
    return romCost(words, 0, bits) <= romCost(0, words, bits) ? words : 0;
  }

  /** How many of a ROM's first words stand in block RAM: the others would not be worth one. */
  int firstBlockWords(int words, int bits) {
    IntStream parts =
        IntStream.iterate(1, size -> size <= words, size -> 2 * size)
            .map(size -> words / size * size);
    return IntStream.concat(IntStream.of(0), parts)
        .boxed()
        .min(Comparator.comparingDouble(first -> romCost(first, words - first, bits)))
        .orElseThrow();
  }

  private double romCost(int first, int rest, int bits) {
    double cost = first == 0 ? 0 : blockCost(new MemoryShape(first, bits));
    if (rest > 0) {
      cost += device.family().lutMemory().ofRom(new MemoryShape(rest, bits));
    }
    return first == 0 || rest == 0 ? cost : cost + bits; // one of the two is chosen
  }

  private double blockCost(MemoryShape shape) {
    double lutsEach = blockRamPrice * device.luts() / device.blockRams();
    BlockRam.Tiles tiles = device.family().blockRam().tiles(shape);
    double multiplexer = shape.bits() * (tiles.deep() - 1) / 2.0;
    return tiles.halves() / 2.0 * lutsEach + multiplexer;
  }
}
