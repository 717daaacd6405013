package org.skiptrim.toolchain;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A real part and what it has, from its maker's product tables. UltraRAM is left out: nothing here
 * maps to it.
 *
 * @param name what experiments call it
 * @param part the part's name in its maker's catalogue, or of the part on a board
 * @param family what it is made of
 * @param luts number of LUTs
 * @param blockRams number of block RAMs of {@link DeviceFamily#blockRamKbit} each
 * @param dsps number of hard multipliers
 */
public record Device(
    String name, String part, DeviceFamily family, int luts, int blockRams, int dsps) {

  private static final List<Device> KNOWN =
      List.of(
          new Device("xc7z020", "XC7Z020", DeviceFamily.SERIES_7, 53_200, 140, 220),
          new Device("xc7a200t", "XC7A200T", DeviceFamily.SERIES_7, 134_600, 365, 740),
          new Device("lfe5u-85f", "LFE5U-85F", DeviceFamily.ECP5, 83_640, 208, 156),
          new Device("kv260", "XCK26", DeviceFamily.ULTRASCALE_PLUS, 117_120, 144, 1_248),
          new Device("u200", "XCU200", DeviceFamily.ULTRASCALE_PLUS, 1_182_240, 2_160, 6_840),
          new Device("u250", "XCU250", DeviceFamily.ULTRASCALE_PLUS, 1_728_000, 2_688, 12_288));

  /** All devices, small ones first within a family. */
  public static List<Device> known() {
    return KNOWN;
  }

  /**
   * The device of this name or part, in capitals or not.
   *
   * @throws IllegalArgumentException naming those there are
   */
  public static Device named(String name) {
    return KNOWN.stream()
        .filter(d -> d.name.equalsIgnoreCase(name) || d.part.equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown device " + name + "; there are " + knownNames()));
  }

  private static String knownNames() {
    return KNOWN.stream().map(Device::name).collect(Collectors.joining(", "));
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
