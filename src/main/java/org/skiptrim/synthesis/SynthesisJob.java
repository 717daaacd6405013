package org.skiptrim.synthesis;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.skiptrim.device.Device;
import org.skiptrim.process.InstalledTool;
import org.skiptrim.process.ToolProcess;
import org.skiptrim.process.ToolVersion;
import org.skiptrim.rtl.Netlist;
import org.skiptrim.rtl.RtlDesign;
import org.skiptrim.rtl.RtlInstance;
import org.skiptrim.storage.Checksum;

/**
 * One run of Yosys: everything that goes in, and so everything that its result depends on.
 *
 * @param module the module on top
 * @param device what it is synthesized for
 * @param files content by name: sources, memory files and {@link #SCRIPT}
 */
record SynthesisJob(String module, Device device, SortedMap<String, byte[]> files) {
  static final String SCRIPT = "synthesis.ys";
  static final String RESULT = "stat.json";

  /** A module of the design alone, with an instance's parameters and neutral memory contents. */
  static SynthesisJob ofInstance(
      RtlDesign design, ModuleSources sources, RtlInstance instance, Device device)
      throws IOException {
    SortedMap<String, byte[]> files = sources.neededBy(instance.module());
    Map<String, String> parameters = new TreeMap<>(instance.parameters());
    MemoryFiles memories = new MemoryFiles(design);
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      if (RtlInstance.isFile(parameter.getValue())) {
        String name = parameter.getKey() + ".mem";
        String contents = memories.contents(instance, parameter.getKey());
        files.put(name, NeutralMemory.like(contents).getBytes(StandardCharsets.UTF_8));
        parameter.setValue('"' + name + '"');
      }
    }
    return new SynthesisJob(instance.module(), device, files)
        .withScript(parameters, instance.hasBlockRam());
  }

  /** The whole design with its own memory contents. */
  static SynthesisJob ofWhole(RtlDesign design, ModuleSources sources, Device device)
      throws IOException {
    SortedMap<String, byte[]> files = sources.all();
    MemoryFiles memories = new MemoryFiles(design);
    for (RtlInstance instance : design.instances()) {
      for (Map.Entry<String, String> parameter : instance.parameters().entrySet()) {
        if (RtlInstance.isFile(parameter.getValue())) {
          files.put(
              MemoryFiles.name(parameter.getValue()),
              memories.contents(instance, parameter.getKey()).getBytes(StandardCharsets.UTF_8));
        }
      }
    }
    return new SynthesisJob(design.topModule(), device, files).withScript(Map.of(), true);
  }

  /** The same job, which also writes what it has made as {@link Netlist}'s two files. */
  SynthesisJob withNetlist() {
    // Cells of the family that stand in the design, such as a board's PLL, are known only later;
    // then the synthesis commands check it.
    String script =
        new String(files.get(SCRIPT), StandardCharsets.UTF_8)
            .replace("hierarchy -check", "hierarchy");
    // Wires of one bit: as vectors, parts of which depend on others, they look like loops to a
    // simulator.
    String more =
        """
        write_json %s
        splitnets
        opt_clean -purge
        write_verilog -noattr %s
        """
            .formatted(Netlist.JSON, Netlist.VERILOG);
    SortedMap<String, byte[]> all = new TreeMap<>(files);
    all.put(SCRIPT, (script + more).getBytes(StandardCharsets.UTF_8));
    return new SynthesisJob(module, device, all);
  }

  private SynthesisJob withScript(Map<String, String> parameters, boolean hasBlockRam) {
    String sources =
        files.keySet().stream().filter(f -> f.endsWith(".sv")).collect(Collectors.joining(" "));
    String settings =
        parameters.entrySet().stream()
            .map(p -> " -set " + p.getKey() + " " + asYosysReads(p.getValue()))
            .collect(Collectors.joining());
    // One command: each elaborates the module, which refuses parameters that contradict.
    String chparam =
        parameters.isEmpty() ? "" : "chparam%s $abstract\\%s\n".formatted(settings, module);
    // Deferred, so that a module is first elaborated with its real parameters.
    String script =
        """
        read_verilog -sv -defer %s
        %shierarchy -check -top %s
        %s
        tee -q -o %s stat -json
        """
            .formatted(sources, chparam, module, device.synthesis().forModule(hasBlockRam), RESULT);
    SortedMap<String, byte[]> all = new TreeMap<>(files);
    all.put(SCRIPT, script.getBytes(StandardCharsets.UTF_8));
    return new SynthesisJob(module, device, all);
  }

  /** The command takes no minus sign. */
  private static String asYosysReads(String literal) {
    return literal.startsWith("-")
        ? "%d'sh%x".formatted(Integer.SIZE, Integer.parseInt(literal))
        : literal;
  }

  /**
   * Runs it.
   *
   * @param directory an empty one, where what it writes stays
   * @return how many cells there are of each type
   */
  SortedMap<String, Long> run(InstalledTool yosys, Path directory, Path log)
      throws IOException, InterruptedException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = directory.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    String task = "synthesizing " + module + " for " + device.name();
    List<String> command = List.of(yosys.path().toString(), "-s", SCRIPT);
    new ToolProcess("Yosys", task, command, directory, log).run();
    try {
      return StatJson.cells(Files.readString(directory.resolve(RESULT)));
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "%s of %s: %s (log: %s)".formatted(yosys.path(), module, e.getMessage(), log), e);
    }
  }

  /** A name for the result of this job by this version of Yosys, and of no other. */
  String key(ToolVersion yosys) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes((yosys + "\n").getBytes(StandardCharsets.UTF_8));
    files.forEach(
        (name, content) -> {
          all.writeBytes((name + " " + content.length + "\n").getBytes(StandardCharsets.UTF_8));
          all.writeBytes(content);
        });
    return module + "-" + Checksum.sha256(all.toByteArray()).substring(0, 32);
  }
}
