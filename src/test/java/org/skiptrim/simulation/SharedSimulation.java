package org.skiptrim.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.skiptrim.hardware.DataflowGraph;
import org.skiptrim.hardware.SkipBuffer;
import org.skiptrim.process.InstalledTool;
import org.skiptrim.process.Tool;
import org.skiptrim.process.ToolProcess;
import org.skiptrim.process.Tools;
import org.skiptrim.quantization.RandomQuantizedNetworks;
import org.skiptrim.rtl.RtlDesign;
import org.skiptrim.rtl.TopModuleWriter;

/**
 * Designs side by side in one program of Verilator's, since compiling takes most of the time of a
 * test: one compilation and one process serve many designs, and what differs from run to run
 * (depths of FIFOs, random pauses, a reset) is said on the command line.
 */
record SharedSimulation(List<SharedDesign> designs, Path directory) {
  private static final Path LIBRARY = Path.of("rtl").toAbsolutePath();
  private static final String PROGRAM = "simulate";

  /** Beside the designs' modules. */
  private static final List<String> PARTS =
      List.of(
          "limited_fifo",
          "restarting_clock",
          "restarting_recorder",
          "restarting_source",
          "stream_gate");

  /**
   * What one run does.
   *
   * @param name of its folder
   * @param frames how many images each design gets
   * @param stalls in how many per cent of the cycles a gate holds a stream back
   * @param resets whether each design is reset again within its first images
   */
  record Conditions(String name, int frames, int stalls, boolean resets) {}

  static SharedSimulation build(List<SharedDesign> designs, Path directory)
      throws IOException, InterruptedException {
    StringBuilder text = new StringBuilder(SharedText.testbench(designs));
    for (SharedDesign design : designs) {
      RtlDesign written = TopModuleWriter.write(design.graph(), directory.resolve(design.name()));
      Path top = written.directory().resolve(written.topModule() + ".sv");
      text.append(SharedText.top(design, Files.readString(top)));
      text.append(SharedText.bench(design));
    }
    Files.writeString(directory.resolve("testbench.sv"), text);
    for (String part : PARTS) {
      copy(part + ".sv", directory);
    }
    Path objects = Files.createDirectories(directory.resolve("objects"));
    copy("main.cpp", objects);
    InstalledTool verilator = Tools.ofThisMachine().require(Tool.VERILATOR, notice -> {});
    new ToolProcess(
            "Verilator",
            "translating",
            command(verilator, objects),
            directory,
            directory.resolve("verilator.log"))
        .run();
    VerilatorRuntime.of(verilator.version())
        .make(
            "building",
            objects,
            List.of("-f", "Vtestbench.mk", "OPT_FAST=-O0", "VM_PARALLEL_BUILDS=0", PROGRAM),
            directory.resolve("build.log"));
    return new SharedSimulation(designs, directory);
  }

  /** Loops stay loops: it is less to compile. */
  private static List<String> command(InstalledTool verilator, Path objects) {
    return List.of(
        verilator.path().toString(),
        "--cc",
        "--exe",
        "-O1",
        "--unroll-count",
        "1",
        "--x-assign",
        "fast",
        "-Wno-lint",
        "-Wno-style",
        "-y",
        LIBRARY.toString(),
        "-y",
        ".",
        "--top-module",
        "testbench",
        "-o",
        PROGRAM,
        "-Mdir",
        objects.toString(),
        "testbench.sv",
        "main.cpp");
  }

  private static void copy(String resource, Path folder) throws IOException {
    try (var in = Verilator.class.getResourceAsStream(resource)) {
      Files.copy(in, folder.resolve(resource), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Runs all designs with the FIFOs' depths that they were made with. */
  List<Ending> run(Conditions conditions) throws IOException, InterruptedException {
    return run(conditions, designs.stream().map(SharedDesign::graph).toList());
  }

  /**
   * Runs all designs.
   *
   * @param limited the same graphs with other depths of FIFOs, none deeper
   */
  List<Ending> run(Conditions conditions, List<DataflowGraph> limited)
      throws IOException, InterruptedException {
    Path folder = directory.resolve(conditions.name());
    List<String> command = new ArrayList<>();
    command.add(directory.resolve("objects").resolve(PROGRAM).toString());
    command.add("+run=" + folder);
    command.add("+frames=" + conditions.frames());
    command.add("+stalls=" + conditions.stalls());
    command.add("+verilator+rand+reset+2");
    List<Ending> endings = new ArrayList<>();
    for (int i = 0; i < designs.size(); i++) {
      SharedDesign design = designs.get(i);
      List<long[]> images =
          RandomQuantizedNetworks.images(design.network(), i, conditions.frames());
      FeatureMapFile.write(folder.resolve(design.name()).resolve("in.txt"), design.image(), images);
      for (SkipBuffer skip : limited.get(i).skips()) {
        command.add("+%s.%s=%d".formatted(design.name(), skip.fifo(), skip.beats()));
      }
      if (conditions.resets()) {
        // Anywhere from the filling of the pipelines to the second image.
        long cycles = design.graph().cyclesPerFrame();
        command.add("+%s.reset=%d".formatted(design.name(), cycles / 3 + 37L * i % (2 * cycles)));
      }
      endings.add(new Ending(design, design.files(folder, limited.get(i)), images));
    }
    new ToolProcess(
            "Simulation",
            "simulating",
            command,
            directory,
            directory.resolve(conditions.name() + ".log"))
        .run();
    return endings;
  }
}
