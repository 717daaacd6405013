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
    Map<String, Stream> recorded = recorded(design.dataflow(), tracing);
    Path folder = design.directory().resolve("simulation");
    AtomicFiles.write(folder.resolve(TOP + ".sv"), Testbench.of(design, recorded));
    for (String part : Testbench.PARTS) {
      AtomicFiles.write(folder.resolve(part + ".sv"), resource(part + ".sv"));
    }
    long cycles = design.dataflow().cyclesPerFrame() * images;
    Path program = program(design, folder, cycles < FEW_CYCLES ? "-O0" : "-O1");
    return new Simulator(design.dataflow(), recorded, design.directory(), program);
  }

  /** Built elsewhere, since Verilator's makefile refuses folders with blanks. */
  private Path program(RtlDesign design, Path folder, String optimization)
      throws IOException, InterruptedException {
    String task = "building the simulation of " + design.topModule();
    try (TemporaryFolder objects = TemporaryFolder.create("skiptrim-simulation")) {
      AtomicFiles.write(objects.path().resolve(MAIN), resource(MAIN));
      List<String> command = command(design, objects.path());
      new ToolProcess("Verilator", task, command, folder, folder.resolve("verilator.log")).run();
      VerilatorRuntime.of(tool.version())
          .make(
              task,
              objects.path(),
              List.of("-f", "V" + TOP + ".mk", "OPT_FAST=" + optimization, PROGRAM),
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

  private List<String> command(RtlDesign design, Path objects) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(tool.path().toString(), "--cc", "--exe"));
    command.addAll(List.of("--top-module", TOP, "-o", PROGRAM, "-Mdir", objects.toString()));
    command.addAll(List.of("-O3", "--x-assign", "fast", "--output-split", "50000"));
    command.addAll(List.of("-Wno-lint", "-Wno-style"));
    design.sources().forEach(source -> command.add("../" + source));
    Testbench.PARTS.forEach(part -> command.add(part + ".sv"));
    command.add(TOP + ".sv");
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
