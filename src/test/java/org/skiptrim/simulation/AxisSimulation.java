package org.skiptrim.simulation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.skiptrim.process.InstalledTool;
import org.skiptrim.process.Tool;
import org.skiptrim.process.ToolProcess;
import org.skiptrim.process.Tools;
import org.skiptrim.rtl.RtlDesign;
import org.skiptrim.storage.AtomicFiles;

/** A design with AXI4-Streams in Verilator, between a source and a sink of bytes. */
record AxisSimulation(RtlDesign design) {
  private static final String PROGRAM = "simulate";

  /** Lines "byte last", the last one "errors n". */
  record Frames(List<byte[]> frames, int errors) {}

  static AxisSimulation build(RtlDesign design) throws IOException, InterruptedException {
    InstalledTool verilator = Tools.ofThisMachine().require(Tool.VERILATOR, notice -> {});
    Path directory = design.directory();
    AtomicFiles.write(directory.resolve("axis_bench.sv"), resource("axis_bench.sv"));
    Path objects = Files.createDirectories(directory.resolve("objects"));
    AtomicFiles.write(objects.resolve("main.cpp"), resource("main.cpp"));
    List<String> command = new ArrayList<>();
    command.addAll(List.of(verilator.path().toString(), "--cc", "--exe", "-O1"));
    command.addAll(List.of("--top-module", "testbench", "-o", PROGRAM, "-Mdir", "objects"));
    command.addAll(List.of("-Wno-lint", "-Wno-style"));
    command.addAll(design.sources());
    command.addAll(List.of("axis_bench.sv", "main.cpp"));
    new ToolProcess(
            "Verilator", "translating", command, directory, directory.resolve("verilator.log"))
        .run();
    VerilatorRuntime.of(verilator.version())
        .make(
            "building",
            objects,
            List.of("-f", "Vtestbench.mk", "OPT_FAST=-O0", "VM_PARALLEL_BUILDS=0", PROGRAM),
            directory.resolve("build.log"));
    return new AxisSimulation(design);
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Verilator.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /**
   * Sends frames and takes results.
   *
   * @param name of the run's folder
   * @param stalls in how many per cent of the cycles each side pauses
   * @param reset the cycle in which all begins anew; 0 for none
   * @param results how many frames are to come out
   */
  Frames run(String name, List<byte[]> frames, int results, int stalls, int reset)
      throws IOException, InterruptedException {
    Path folder = Files.createDirectories(design.directory().resolve(name));
    StringBuilder lines = new StringBuilder();
    for (byte[] frame : frames) {
      for (int i = 0; i < frame.length; i++) {
        int last = i == frame.length - 1 ? 1 : 0;
        lines.append(Byte.toUnsignedInt(frame[i])).append(' ').append(last).append('\n');
      }
    }
    Files.writeString(folder.resolve("in.txt"), lines);
    List<String> command =
        List.of(
            design.directory().resolve("objects").resolve(PROGRAM).toString(),
            "+run=" + folder,
            "+stalls=" + stalls,
            "+reset=" + reset,
            "+results=" + results,
            "+verilator+rand+reset+2");
    new ToolProcess(
            "Simulation", "simulating", command, design.directory(), folder.resolve("run.log"))
        .run();
    return read(Files.readAllLines(folder.resolve("out.txt")));
  }

  private static Frames read(List<String> lines) {
    List<byte[]> frames = new ArrayList<>();
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    for (String line : lines.subList(0, lines.size() - 1)) {
      String[] words = line.split(" ");
      frame.write(Integer.parseInt(words[0]));
      if (words[1].equals("1")) {
        frames.add(frame.toByteArray());
        frame.reset();
      }
    }
    if (frame.size() > 0) {
      frames.add(frame.toByteArray());
    }
    return new Frames(frames, Integer.parseInt(lines.get(lines.size() - 1).split(" ")[1]));
  }
}
