package org.skiptrim.device;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skiptrim.device.DeviceFamily.BlockRam;
import org.skiptrim.device.DeviceFamily.Cell;
import org.skiptrim.device.DeviceFamily.Multiplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads {@code families.yaml}, strictly. */
final class FamiliesFile {
  private static final String NAME = "families.yaml";

  /** What Yosys keeps of names, messages and checks: no hardware in any family. */
  private static final List<String> NO_HARDWARE =
      List.of("$scopeinfo", "$print", "$check", "$assert", "$assume", "$cover");

  /** All devices; the constants above are there first. */
  static final List<Device> DEVICES = readResource();

  private record Family(
      String family,
      String title,
      int lutInputs,
      int flipFlopsPerLut,
      Memory blockRam,
      List<Integer> multiplier,
      String synthesis,
      Cells cells,
      String cellsOf,
      List<Part> parts) {}

  private record Memory(int kbit, List<String> shapes) {}

  private record Cells(
      List<String> lut,
      Map<String, Integer> memory,
      Map<String, Integer> wide,
      List<String> flipFlop,
      List<String> blockRam,
      List<String> halfBlockRam,
      List<String> multiplier,
      List<String> free) {}

  private record Part(
      String name, String part, int luts, int blockRams, int multipliers, String synthesis) {}

  private FamiliesFile() {}

  private static List<Device> readResource() {
    try (InputStream in = FamiliesFile.class.getResourceAsStream(NAME)) {
      return read(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The devices of all families.
   *
   * @throws IllegalArgumentException saying what is wrong, and where
   */
  static List<Device> read(String yaml) {
    YAMLMapper mapper =
        YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    try {
      List<Device> devices = new ArrayList<>();
      Map<String, Map<String, Cell>> cells = new HashMap<>();
      for (Family entry : mapper.readValue(yaml, new TypeReference<List<Family>>() {})) {
        require(entry.family != null && entry.title != null, "a family has no name or title");
        cells.put(entry.family, entry.cellsOf == null ? cells(entry) : cells.get(entry.cellsOf));
        devices.addAll(devices(entry, cells.get(entry.family)));
      }
      return List.copyOf(devices);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(NAME + ": " + e.getOriginalMessage(), e);
    }
  }

  private static List<Device> devices(Family entry, Map<String, Cell> cells) {
    require(cells != null, entry.family + ": cells_of is not a family above it");
    require(entry.parts != null, entry.family + " has no parts");
    require(entry.synthesis != null, entry.family + " has no synthesis commands");
    require(entry.lutInputs > 1, entry.family + ": lut_inputs is " + entry.lutInputs);
    DeviceFamily family =
        new DeviceFamily(
            entry.family,
            entry.title,
            entry.lutInputs,
            entry.flipFlopsPerLut,
            blockRam(entry),
            multiplier(entry),
            cells);
    return entry.parts.stream()
        .map(
            part ->
                new Device(
                    part.name,
                    part.part,
                    family,
                    part.luts,
                    part.blockRams,
                    part.multipliers,
                    (part.synthesis == null ? entry.synthesis : part.synthesis).strip()))
        .toList();
  }

  private static BlockRam blockRam(Family entry) {
    require(entry.blockRam != null, entry.family + " has no block_ram");
    List<BlockRam.Shape> shapes =
        entry.blockRam.shapes.stream()
            .map(
                text -> {
                  String[] extents = text.split("x");
                  require(
                      text.matches("\\d+x\\d+"),
                      entry.family + ": shape '" + text + "' is not words x bits, such as 1024x36");
                  return new BlockRam.Shape(
                      Integer.parseInt(extents[0]), Integer.parseInt(extents[1]));
                })
            .toList();
    return new BlockRam(entry.blockRam.kbit, shapes);
  }

  private static Optional<Multiplier> multiplier(Family entry) {
    if (entry.multiplier == null) {
      return Optional.empty();
    }
    require(
        entry.multiplier.size() == 2 && entry.multiplier.get(0) >= entry.multiplier.get(1),
        entry.family + ": multiplier is " + entry.multiplier + "; give the longer operand first");
    return Optional.of(new Multiplier(entry.multiplier.get(0), entry.multiplier.get(1)));
  }

  private static Map<String, Cell> cells(Family entry) {
    Cells cells = entry.cells;
    require(cells != null, entry.family + " has no cells");
    Map<String, Cell> all = new HashMap<>();
    put(all, entry, cells.lut, new Cell(1, false, 0, 0, 0, 0));
    put(all, entry, cells.flipFlop, new Cell(0, false, 1, 0, 0, 0));
    put(all, entry, cells.blockRam, new Cell(0, false, 0, 1, 0, 0));
    put(all, entry, cells.halfBlockRam, new Cell(0, false, 0, 0, 1, 0));
    put(all, entry, cells.multiplier, new Cell(0, false, 0, 0, 0, 1));
    put(all, entry, cells.free, new Cell(0, false, 0, 0, 0, 0));
    put(all, entry, NO_HARDWARE, new Cell(0, false, 0, 0, 0, 0));
    orNone(cells.memory)
        .forEach((cell, n) -> put(all, entry, List.of(cell), new Cell(n, true, 0, 0, 0, 0)));
    orNone(cells.wide)
        .forEach((cell, n) -> put(all, entry, List.of(cell), new Cell(n, false, 0, 0, 0, 0)));
    return all;
  }

  private static Map<String, Integer> orNone(Map<String, Integer> cells) {
    return cells == null ? Map.of() : cells;
  }

  private static void put(Map<String, Cell> all, Family entry, List<String> names, Cell cell) {
    for (String name : names == null ? List.<String>of() : names) {
      require(all.put(name, cell) == null, entry.family + ": cell " + name + " stands there twice");
    }
  }

  private static void require(boolean condition, String wrong) {
    if (!condition) {
      throw new IllegalArgumentException(NAME + ": " + wrong);
    }
  }
}
