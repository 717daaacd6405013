package org.skiptrim.device;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.skiptrim.device.DeviceFamily.Cell;
import org.skiptrim.device.DeviceFamily.Multiplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads {@code families.yaml}, strictly. */
final class FamiliesFile {
  private static final String NAME = "families.yaml";

  /** Of a single-port RAM: none is near it. */
  private static final int MOST_KBIT = 1024;

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
      MemoryEntries.Block blockRam,
      MemoryEntries.Luts lutMemory,
      List<Integer> multiplier,
      String declarations,
      String synthesis,
      String synthesisWithoutBlockRam,
      Cells cells,
      String cellsOf,
      List<Part> parts) {}

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
      String name,
      String part,
      List<String> boards,
      int luts,
      int blockRams,
      Integer multipliers,
      String singlePortRam,
      String synthesis,
      List<String> placement) {}

  private FamiliesFile() {}

  private static List<Device> readResource() {
    try (InputStream in = FamiliesFile.class.getResourceAsStream(NAME)) {
      return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
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
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT) // 53.200 is not 53
            .build();
    try {
      List<Device> devices = new ArrayList<>();
      Map<String, Map<String, Cell>> cells = new HashMap<>();
      for (Family entry : mapper.readValue(yaml, new TypeReference<List<Family>>() {})) {
        require(given(entry.family, entry.title), "a family has no name or title");
        require(!cells.containsKey(entry.family), entry.family + " is listed twice");
        cells.put(entry.family, entry.cellsOf == null ? cells(entry) : cellsOf(entry, cells));
        devices.addAll(devices(entry, cells.get(entry.family)));
      }
      requireDifferent(devices);
      return List.copyOf(devices);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(NAME + ": " + e.getOriginalMessage(), e);
    }
  }

  private static Map<String, Cell> cellsOf(Family entry, Map<String, Map<String, Cell>> above) {
    require(entry.cells == null, entry.family + " has both cells and cells_of");
    Map<String, Cell> cells = above.get(entry.cellsOf);
    if (cells == null) {
      throw new IllegalArgumentException(
          NAME + ": " + entry.family + ": cells_of is not a family above it");
    }
    return cells;
  }

  /** As {@link Device#named} looks for them: in capitals or not, by name, part or board. */
  private static void requireDifferent(List<Device> devices) {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (Device device : devices) {
      require(names.add(device.name()), "two parts are called " + device.name());
      require(
          device.part().equalsIgnoreCase(device.name()) || names.add(device.part()),
          "two parts are called " + device.part());
      device.boards().forEach(board -> require(names.add(board), "two parts are called " + board));
    }
  }

  private static List<Device> devices(Family entry, Map<String, Cell> cells) {
    require(entry.parts != null, entry.family + " has no parts");
    require(given(entry.synthesis), entry.family + " has no synthesis commands");
    String declarations = declarations(entry);
    requireAtLeast(2, entry.lutInputs, entry.family, "lut_inputs");
    requireAtLeast(1, entry.flipFlopsPerLut, entry.family, "flip_flops_per_lut");
    DeviceFamily family =
        new DeviceFamily(
            entry.family,
            entry.title,
            entry.lutInputs,
            entry.flipFlopsPerLut,
            MemoryEntries.blockRam(entry.blockRam, entry.family),
            MemoryEntries.lutMemory(entry.lutMemory, entry.lutInputs, entry.family),
            multiplier(entry),
            cells);
    return entry.parts.stream().map(part -> device(part, family, entry, declarations)).toList();
  }

  /** A part's own commands are for all designs. */
  private static SynthesisCommands synthesis(Part part, Family entry, String declarations) {
    if (part.synthesis != null) {
      return SynthesisCommands.of(declarations + part.synthesis.strip());
    }
    return new SynthesisCommands(
        declarations + entry.synthesis.strip(),
        Optional.ofNullable(entry.synthesisWithoutBlockRam)
            .map(commands -> declarations + commands.strip()));
  }

  /** Yosys commands that make a family's own cells known. */
  private static String declarations(Family entry) {
    if (entry.declarations == null) {
      return "";
    }
    try (InputStream in = FamiliesFile.class.getResourceAsStream(entry.declarations)) {
      require(in != null, entry.family + ": there is no file " + entry.declarations);
      String verilog = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return "read_verilog -lib <<END\n" + verilog + "END\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Device device(Part part, DeviceFamily family, Family entry, String declarations) {
    require(given(part.name, part.part), entry.family + ": a part has no name or part");
    requireAtLeast(1, part.luts, part.name, "luts");
    requireAtLeast(1, part.blockRams, part.name, "block_rams");
    requireAtLeast(0, part.multipliers, part.name, "multipliers");
    require(
        part.multipliers == 0 || family.multiplier().isPresent(),
        part.name + " has multipliers, but " + entry.family + " does not say of how many bits");
    return new Device(
        part.name,
        part.part,
        part.boards == null ? List.of() : part.boards,
        family,
        part.luts,
        part.blockRams,
        part.multipliers,
        Optional.ofNullable(part.singlePortRam)
            .map(text -> MemoryEntries.shape(text, MOST_KBIT, part.name)),
        synthesis(part, entry, declarations),
        part.placement == null ? List.of() : part.placement);
  }

  private static Optional<Multiplier> multiplier(Family entry) {
    if (entry.multiplier == null) {
      return Optional.empty();
    }
    require(
        List.of(2, 3).contains(entry.multiplier.size())
            && entry.multiplier.stream().allMatch(Objects::nonNull)
            && entry.multiplier.get(0) >= entry.multiplier.get(1)
            && entry.multiplier.stream().allMatch(bits -> bits > 0),
        entry.family + ": multiplier is " + entry.multiplier + "; give the longer operand first");
    int least = entry.multiplier.size() == 3 ? entry.multiplier.get(2) : 1;
    return Optional.of(new Multiplier(entry.multiplier.get(0), entry.multiplier.get(1), least));
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
    putOfLuts(all, entry, cells.memory, true);
    putOfLuts(all, entry, cells.wide, false);
    return all;
  }

  private static void putOfLuts(
      Map<String, Cell> all, Family entry, Map<String, Integer> luts, boolean isMemory) {
    (luts == null ? Map.<String, Integer>of() : luts)
        .forEach(
            (cell, n) -> {
              requireAtLeast(1, n, entry.family, "LUTs of " + cell);
              put(all, entry, List.of(cell), new Cell(n, isMemory, 0, 0, 0, 0));
            });
  }

  private static void put(Map<String, Cell> all, Family entry, List<String> names, Cell cell) {
    for (String name : names == null ? List.<String>of() : names) {
      require(given(name), entry.family + ": a cell has no name");
      require(all.put(name, cell) == null, entry.family + ": cell " + name + " is listed twice");
    }
  }

  static void requireAtLeast(int least, Integer value, String of, String name) {
    require(
        value != null && value >= least,
        of + ": " + name + " is missing or less than " + least + ": " + value);
  }

  private static boolean given(String... texts) {
    return Stream.of(texts).allMatch(text -> text != null && !text.isBlank());
  }

  static void require(boolean condition, String wrong) {
    if (!condition) {
      throw new IllegalArgumentException(NAME + ": " + wrong);
    }
  }
}
