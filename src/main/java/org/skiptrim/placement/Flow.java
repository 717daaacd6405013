package org.skiptrim.placement;

import java.io.IOException;
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
      Tool.ECPUNPACK,
      "design.bit",
      Optional.empty(),
      Configuration::ofEcp5,
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
      Tool.ICEUNPACK,
      "design.bin",
      Optional.of(Tool.ICEBOX_VLOG),
      Configuration::ofIce40,
      Map.of(
          "ICESTORM_LC", Resource.LUT,
          "ICESTORM_RAM", Resource.BRAM,
          "ICESTORM_DSP", Resource.DSP));

  private interface Reader {
    Configuration read(Path text) throws IOException;
  }

  private final String family;
  private final Tool placer;
  private final String constraints;
  private final String configuration;
  private final Tool packer;
  private final Tool unpacker;
  private final String bitstream;
  private final Optional<Tool> decoder;
  private final Reader reader;
  private final Map<String, Resource> resources;

  Flow(
      String family,
      Tool placer,
      String constraints,
      String configuration,
      Tool packer,
      Tool unpacker,
      String bitstream,
      Optional<Tool> decoder,
      Reader reader,
      Map<String, Resource> resources) {
    this.family = family;
    this.placer = placer;
    this.constraints = constraints;
    this.configuration = configuration;
    this.packer = packer;
    this.unpacker = unpacker;
    this.bitstream = bitstream;
    this.decoder = decoder;
    this.reader = reader;
    this.resources = resources;
  }

  /** The one for a device; empty where nothing open makes bitstreams that can be trusted. */
  public static Optional<Flow> of(Device device) {
    return Arrays.stream(values())
        .filter(flow -> flow.family.equals(device.family().name()))
        .findFirst();
  }

  /** All that makes a bitstream of a netlist. */
  public List<Tool> tools() {
    return List.of(placer, packer, unpacker);
  }

  /** What places and routes. */
  public Tool placer() {
    return placer;
  }

  /** What makes a bitstream of a routed design. */
  public Tool packer() {
    return packer;
  }

  /** What takes such a bitstream apart. */
  public Tool unpacker() {
    return unpacker;
  }

  /** How texts with a chip's configuration end. */
  String configuration() {
    return configuration;
  }

  /** The name of the file with the routed design, as the packer reads it. */
  String routed() {
    return "routed." + configuration;
  }

  /** Reads such a text, of a routed design or of a bitstream that was taken apart. */
  Configuration read(Path text) throws IOException {
    return reader.read(text);
  }

  /** The name of the file that a device is loaded with. */
  public String bitstream() {
    return bitstream;
  }

  /** What makes hardware again of a bitstream's bits, where anything does. */
  public Optional<Tool> decoder() {
    return decoder;
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
    return Stream.concat(in, Stream.of("--" + configuration, folder.resolve(routed()).toString()))
        .toList();
  }
}
