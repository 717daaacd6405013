package org.skiptrim.device;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A real part and what it has, from its maker's product tables.
 *
 * @param name what experiments call it
 * @param part the part's name in its maker's catalogue, or of the part on a board
 * @param family what it is made of
 * @param luts number of LUTs
 * @param blockRams number of block RAMs of {@link DeviceFamily.BlockRam#kbit} each
 * @param dsps number of hard multipliers
 * @param synthesis Yosys commands that map an elaborated design to its cells
 */
public record Device(
    String name,
    String part,
    DeviceFamily family,
    int luts,
    int blockRams,
    int dsps,
    String synthesis) {

  /** All devices, small ones first within a family. */
  public static List<Device> known() {
    return FamiliesFile.DEVICES;
  }

  /**
   * The device of this name or part, in capitals or not.
   *
   * @throws IllegalArgumentException naming those there are
   */
  @JsonCreator
  public static Device named(String name) {
    return known().stream()
        .filter(d -> d.name.equalsIgnoreCase(name) || d.part.equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown device " + name + "; there are " + knownNames()));
  }

  private static String knownNames() {
    return known().stream().map(Device::name).collect(Collectors.joining(", "));
  }

  /** In files its name stands for it. */
  @JsonValue
  String word() {
    return name;
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
