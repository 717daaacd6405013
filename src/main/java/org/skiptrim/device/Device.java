package org.skiptrim.device;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.skiptrim.device.DeviceFamily.Multiplier;

/**
 * A real part and what it has, from its maker's product tables.
 *
 * @param name what experiments call it
 * @param part the part's name in its maker's catalogue, without package and speed grade
 * @param boards that have it
 * @param family what it is made of
 * @param luts number of LUTs
 * @param blockRams number of block RAMs of {@link DeviceFamily.BlockRam#kbit} each
 * @param dsps number of hard multipliers
 * @param singlePortRam a large memory with a single port, if the part has such
 * @param synthesis how Yosys maps a design to its cells
 * @param placement nextpnr's options for the part; none where open tools make no bitstream of it
 */
public record Device(
    String name,
    String part,
    List<String> boards,
    DeviceFamily family,
    int luts,
    int blockRams,
    int dsps,
    Optional<MemoryShape> singlePortRam,
    SynthesisCommands synthesis,
    List<String> placement) {

  /** What may follow a part's name in full: package, speed grade, temperature. */
  private static final Pattern PACKAGE = Pattern.compile("(-\\w+|[a-z]{2,4}\\d+)(-\\w+)*");

  /** Copies the lists. */
  public Device {
    boards = List.copyOf(boards);
    placement = List.copyOf(placement);
  }

  /** All devices, small ones first within a family. */
  public static List<Device> known() {
    return FamiliesFile.DEVICES;
  }

  /**
   * The device of this name, part (in full, too, such as xc7z020clg400-1) or board, in capitals or
   * not.
   *
   * @throws IllegalArgumentException naming those there are
   */
  @JsonCreator
  public static Device named(String name) {
    return known().stream()
        .filter(device -> device.isCalled(name.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown device " + name + "; there are " + knownNames()));
  }

  private boolean isCalled(String lowerCase) {
    return Stream.concat(Stream.of(name), boards.stream()).anyMatch(lowerCase::equalsIgnoreCase)
        || isPart(lowerCase);
  }

  private boolean isPart(String lowerCase) {
    String ours = part.toLowerCase(Locale.ROOT);
    return lowerCase.startsWith(ours)
        && (lowerCase.length() == ours.length()
            || PACKAGE.matcher(lowerCase.substring(ours.length())).matches());
  }

  private static String knownNames() {
    return known().stream()
        .flatMap(device -> Stream.concat(Stream.of(device.name), device.boards.stream()))
        .collect(Collectors.joining(", "));
  }

  /** A hard multiplier, if this part has any. */
  public Optional<Multiplier> multiplier() {
    return family.multiplier().filter(some -> dsps > 0);
  }

  /** Whether it can be placed and routed for. */
  public boolean canBePlaced() {
    return !placement.isEmpty();
  }

  /** In files its name stands for it. */
  @JsonValue
  String word() {
    return name;
  }

  /** Whether all of a design is there. */
  public boolean holds(Utilization utilization) {
    return Stream.of(Resource.values())
        .allMatch(resource -> utilization.used(resource) <= available(resource));
  }

  /** How much there is of a resource. */
  public int available(Resource resource) {
    return switch (resource) {
      case LUT -> luts;
      case FF -> luts * family.flipFlopsPerLut();
      case BRAM -> blockRams;
      case DSP -> dsps;
    };
  }
}
