package org.skiptrim.device;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What {@code families.yaml} says of a family's memories. */
final class MemoryEntries {
  private MemoryEntries() {}

  /** As the file has it. */
  record Block(int kbit, List<String> shapes, List<String> halfShapes) {}

  /** As the file has it. */
  record Luts(Double multiplexer, Map<String, Integer> ram) {}

  static BlockRam blockRam(Block entry, String family) {
    FamiliesFile.require(
        entry != null && entry.shapes != null && !entry.shapes.isEmpty(),
        family + " has no block_ram with shapes");
    FamiliesFile.requireAtLeast(1, entry.kbit, family, "kbit of its block_ram");
    List<String> halves = entry.halfShapes == null ? List.of() : entry.halfShapes;
    return new BlockRam(
        entry.kbit,
        entry.shapes.stream().map(text -> shape(text, entry.kbit, family)).toList(),
        halves.stream().map(text -> shape(text, entry.kbit / 2, family)).toList());
  }

  static LutMemory lutMemory(Luts entry, int lutInputs, String family) {
    FamiliesFile.require(
        entry != null && entry.multiplexer != null && entry.multiplexer >= 0,
        family + " has no lut_memory with a multiplexer of 0 LUTs or more");
    Map<String, Integer> cells = entry.ram == null ? Map.of() : entry.ram;
    return new LutMemory(
        1 << lutInputs,
        entry.multiplexer,
        cells.entrySet().stream()
            .map(cell -> cell(cell.getKey(), cell.getValue(), family))
            .toList());
  }

  private static LutMemory.Cell cell(String text, Integer luts, String family) {
    FamiliesFile.requireAtLeast(1, luts, family, "LUTs of lut_memory " + text);
    return new LutMemory.Cell(shape(text, 1024, family), luts);
  }

  static MemoryShape shape(String text, int mostKbit, String family) {
    FamiliesFile.require(
        text.matches("[1-9]\\d{0,6}x[1-9]\\d{0,3}"),
        family + ": shape '" + text + "' is not words x bits, such as 1024x36");
    int[] extents = Stream.of(text.split("x")).mapToInt(Integer::parseInt).toArray();
    MemoryShape shape = new MemoryShape(extents[0], extents[1]);
    FamiliesFile.require(
        shape.bitsInAll() <= 1024L * mostKbit,
        family + ": shape " + text + " is more than " + mostKbit + " kbit");
    return shape;
  }
}
