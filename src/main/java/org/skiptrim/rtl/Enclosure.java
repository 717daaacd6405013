package org.skiptrim.rtl;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.skiptrim.storage.AtomicFiles;

/** Writes a top module around a design, beside it, with the library modules that it adds. */
final class Enclosure {
  private Enclosure() {}

  /**
   * Writes it, and the description of both together in the place of the design's own.
   *
   * @param inside in whose directory all files stand
   * @param around the instances that the module has beside the design
   * @param text of the module
   */
  static RtlDesign write(RtlDesign inside, List<RtlInstance> around, String topModule, String text)
      throws IOException {
    LibrarySources library =
        new LibrarySources(around.stream().map(RtlInstance::module).distinct().toList());
    library.copyTo(inside.directory());
    AtomicFiles.write(inside.directory().resolve(topModule + ".sv"), text);
    List<String> sources = new ArrayList<>();
    library.modules().forEach(module -> sources.add(module + ".sv"));
    inside.sources().stream().filter(source -> !sources.contains(source)).forEach(sources::add);
    sources.add(topModule + ".sv");
    List<RtlInstance> instances = new ArrayList<>(inside.instances());
    instances.addAll(around);
    RtlDesign design =
        new RtlDesign(inside.directory(), topModule, sources, instances, inside.dataflow());
    design.save();
    return design;
  }
}
