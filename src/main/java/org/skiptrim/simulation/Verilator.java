package org.skiptrim.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.skiptrim.hardware.Stream;
import org.skiptrim.process.InstalledTool;
import org.skiptrim.process.ToolProcess;
import org.skiptrim.rtl.Dataflow;
import org.skiptrim.rtl.Netlist;
import org.skiptrim.rtl.RtlDesign;
import org.skiptrim.storage.AtomicFiles;
import org.skiptrim.storage.Checksum;
import org.skiptrim.storage.ProgressListener;
import org.skiptrim.storage.TemporaryFolder;

/**
 * Simulates designs, cycle by cycle, as programs that Verilator makes of them.
 *
 * @param tool Verilator itself; it needs a C++ compiler and make
 */
public record Verilator(InstalledTool tool) {
  private static final String TOP = "testbench";
  private static final String PROGRAM = "simulate";
  private static final String MAIN = "main.cpp";

  /**
   * For fewer cycles than this in all, optimizing takes longer than it saves: ResNet8 compiles in 1
   * s and runs at 270,000 cycles a second without, and in 2.3 s at 1.1 million with -O1; -O2 and
   * -O3 were no faster.
   */
  private static final long FEW_CYCLES = 400_000;

  /** Which streams a simulation writes down. */
  public enum Tracing {
    /** The logits only. */
    LOGITS,
    /** Every node's values but the additions'. */
    ALL_NODES
  }

  /**
   * Builds the simulation and runs it once.
   *
   * @param images channels × height × width integers each
   * @throws Deadlock if the design stops for ever
   * @throws ToolFailure if it cannot be built
   */
  public SimulationResult simulate(
      RtlDesign design, List<long[]> images, Tracing tracing, ProgressListener progress)
      throws IOException, InterruptedException {
    return build(design, tracing, images.size()).run(images, progress);
  }

  /**
   * Makes a program that simulates a design. It reads the design's memory files anew in every run.
   *
   * @param images how many it is for, about: for many it is worth to optimize it
   * @throws ToolFailure if that fails, with Verilator's or the compiler's message
   */
  public Simulator build(RtlDesign design, Tracing tracing, int images)
      throws IOException, InterruptedException {
    Testbench testbench = Testbench.of(design, recorded(design.dataflow(), tracing));
    List<String> sources = new ArrayList<>();
    design.sources().forEach(source -> sources.add("../" + source));
    return build(testbench, sources, design.directory(), design.topModule(), images);
  }

  /**
   * Makes a program that simulates a netlist, cell by cell; it traces the logits.
   *
   * @param images how many it is for, about
   * @throws IOException if there is no model of a cell
   * @throws ToolFailure if it cannot be built, as when a cell is in a mode that its model lacks
   */
  public Simulator build(Netlist netlist, int images) throws IOException, InterruptedException {
    List<String> sources = new ArrayList<>();
    sources.add("-Wno-UNOPTFLAT"); // parts of a cell's output that hang on others are no loops
    sources.add("../" + Netlist.VERILOG);
    sources.addAll(CellModels.write(netlist, folder(netlist.directory())));
    String what = "the netlist of " + netlist.topModule();
    return build(Testbench.of(netlist), sources, netlist.directory(), what, images);
  }

  private Simulator build(
      Testbench testbench, List<String> sources, Path directory, String what, int images)
      throws IOException, InterruptedException {
    Path folder = folder(directory);
    for (String part : Testbench.PARTS) {
      AtomicFiles.write(folder.resolve(part + ".sv"), resource(part + ".sv"));
      sources.add(part + ".sv");
    }
    AtomicFiles.write(folder.resolve(TOP + ".sv"), testbench.text());
    sources.add(TOP + ".sv");
    Dataflow dataflow = testbench.dataflow();
    String optimization = dataflow.cyclesPerFrame() * images < FEW_CYCLES ? "-O0" : "-O1";
    Path program = program("building the simulation of " + what, sources, folder, optimization);
    return new Simulator(dataflow, testbench.recorded(), directory, program);
  }

  private static Path folder(Path directory) {
    return directory.resolve("simulation");
  }

  /**
   * What a program begins with.
   *
   * @param top the module that it simulates
   * @param type of that module in C++
   * @param main its source in C++, which includes {@code type.h}
   */
  public record Main(String top, String type, String main) {}

  /**
   * Makes a program that clocks a module {@code testbench} until it finishes.
   *
   * @see #program(String, Main, List, Path, String)
   */
  public Path program(String task, List<String> sources, Path folder, String optimization)
      throws IOException, InterruptedException {
    return program(task, new Main(TOP, "V" + TOP, resource(MAIN)), sources, folder, optimization);
  }

  /**
   * Makes a program. It is built elsewhere, since Verilator's makefile refuses folders with blanks.
   *
   * @param task as in "Verilator failed while <i>building the simulation of top</i>"
   * @param sources seen from the folder
   * @param folder where the program goes
   * @param optimization of the compiler: -O0, -O1
   */
  public Path program(
      String task, Main main, List<String> sources, Path folder, String optimization)
      throws IOException, InterruptedException {
    try (TemporaryFolder objects = TemporaryFolder.create("skiptrim-simulation")) {
      AtomicFiles.write(objects.path().resolve(MAIN), main.main());
      List<String> command = command(main, sources, objects.path());
      new ToolProcess("Verilator", task, command, folder, folder.resolve("verilator.log")).run();
      VerilatorRuntime.of(tool.version())
          .make(
              task,
              objects.path(),
              List.of("-f", main.type() + ".mk", "OPT_FAST=" + optimization, PROGRAM),
              folder.resolve("build.log"));
      return Files.copy(
          objects.path().resolve(PROGRAM),
          folder.resolve(PROGRAM),
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  private static Map<String, Stream> recorded(Dataflow dataflow, Tracing tracing) {
    Map<String, Stream> recorded = new LinkedHashMap<>();
    if (tracing == Tracing.ALL_NODES) {
      dataflow.traced().values().forEach(stream -> recorded.put(stream.name(), stream));
    }
    recorded.put(dataflow.output().name(), dataflow.output());
    return recorded;
  }

  private List<String> command(Main main, List<String> sources, Path objects) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(tool.path().toString(), "--cc", "--exe"));
    command.addAll(
        List.of(
            "--prefix",
            main.type(),
            "--top-module",
            main.top(),
            "-o",
            PROGRAM,
            "-Mdir",
            objects.toString()));
    command.addAll(List.of("-O3", "--x-assign", "fast", "--output-split", "50000"));
    command.addAll(List.of("-Wno-lint", "-Wno-style"));
    command.addAll(sources);
    command.add(MAIN); // it is beside the makefile
    return command;
  }

  /** A checksum over the test bench: what simulations depend on beside design and simulator. */
  public static String testbenchDigest() throws IOException {
    StringBuilder all = new StringBuilder(resource(MAIN));
    for (String part : Testbench.PARTS) {
      all.append(resource(part + ".sv"));
    }
    return Checksum.sha256(all.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Verilator.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
