package org.skiptrim.placement;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.skiptrim.device.Device;
import org.skiptrim.device.Resource;
import org.skiptrim.process.Tool;

/** Which programs take a netlist to a bitstream in a family, and what they call things. */
public enum Flow {
  /** Project Trellis. */
  ECP5(
      "ecp5",
      Tool.NEXTPNR_ECP5,
      "lpf",
      "textcfg",
      Tool.ECPPACK,
      "design.bit",
      Map.of(
          "TRELLIS_COMB", Resource.LUT,
          "TRELLIS_FF", Resource.FF,
          "DP16KD", Resource.BRAM,
          "MULT18X18D", Resource.DSP)),
  /** Project IceStorm. A logic cell is a LUT with a flip-flop, and only cells are counted. */
  ICE40(
      "ice40",
      Tool.NEXTPNR_ICE40,
      "pcf",
      "asc",
      Tool.ICEPACK,
      "design.bin",
      Map.of(
          "ICESTORM_LC", Resource.LUT,
          "ICESTORM_RAM", Resource.BRAM,
          "ICESTORM_DSP", Resource.DSP));

  private final String family;
  private final Tool placer;
  private final String constraints;
  private final String routed;
  private final Tool packer;
  private final String bitstream;
  private final Map<String, Resource> resources;

  Flow(
      String family,
      Tool placer,
      String constraints,
      String routed,
      Tool packer,
      String bitstream,
      Map<String, Resource> resources) {
    this.family = family;
    this.placer = placer;
    this.constraints = constraints;
    this.routed = routed;
    this.packer = packer;
    this.bitstream = bitstream;
    this.resources = resources;
  }

  /** The one for a device; empty where nothing open makes bitstreams that can be trusted. */
  public static Optional<Flow> of(Device device) {
    return Arrays.stream(values())
        .filter(flow -> flow.family.equals(device.family().name()))
        .findFirst();
  }

  /** What places and routes. */
  public Tool placer() {
    return placer;
  }

  /** What makes a bitstream of a routed design. */
  public Tool packer() {
    return packer;
  }

  /** The name of the file with the routed design, as the packer reads it. */
  public String routed() {
    return "routed." + routed;
  }

  /** The name of the file that a device is loaded with. */
  public String bitstream() {
    return bitstream;
  }

  /** What a cell type of the placer's report counts as, if it is a resource. */
  Optional<Resource> resource(String cellType) {
    return Optional.ofNullable(resources.get(cellType));
  }

  /**
   * The placer's options for what goes in and out.
   *
   * @param pins which pin each port has; where there is no such file, any will do
   * @param folder where the routed design goes
   */
  List<String> options(Optional<Path> pins, Path folder) {
    Stream<String> in =
        pins.map(file -> Stream.of("--" + constraints, file.toString()))
            .orElseGet(() -> Stream.of("--" + constraints + "-allow-unconstrained"));
    return Stream.concat(in, Stream.of("--" + routed, folder.resolve(routed()).toString()))
        .toList();
  }
}
