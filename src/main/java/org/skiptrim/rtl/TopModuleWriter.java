package org.skiptrim.rtl;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.skiptrim.hardware.DataflowGraph;
import org.skiptrim.hardware.Memory;
import org.skiptrim.hardware.UnitInstance;
import org.skiptrim.storage.AtomicFiles;

/** Writes a dataflow graph as a design that needs nothing outside its directory. */
public final class TopModuleWriter {
  private static final String TOP_MODULE = "skiptrim_top";

  private TopModuleWriter() {}

  /**
   * Writes the top module, the library modules it uses and the memory files.
   *
   * <p>The top module's ports are {@code clk_i}, {@code rst_i} and the streams {@code in} (pixels
   * of images) and {@code out} (logits), as {@code rtl/README.md} describes streams.
   *
   * @param directory where to; made if it is missing
   */
  public static RtlDesign write(DataflowGraph graph, Path directory) throws IOException {
    Set<String> modules = new TreeSet<>();
    List<RtlInstance> instances = new ArrayList<>();
    for (UnitInstance instance : graph.units()) {
      String module = instance.unit().module();
      modules.add(module);
      instances.add(new RtlInstance(instance.name(), module, ModuleParameters.of(instance.unit())));
      for (Memory memory : instance.memories()) {
        MemoryImage.write(memory, directory);
      }
    }
    LibrarySources library = new LibrarySources(modules);
    library.copyTo(directory);
    AtomicFiles.write(directory.resolve(TOP_MODULE + ".sv"), TopModuleText.of(graph, TOP_MODULE));
    List<String> sources = new ArrayList<>();
    library.modules().forEach(module -> sources.add(module + ".sv"));
    sources.add(TOP_MODULE + ".sv");
    RtlDesign design = new RtlDesign(directory, TOP_MODULE, sources, instances, Dataflow.of(graph));
    design.save();
    return design;
  }
}
