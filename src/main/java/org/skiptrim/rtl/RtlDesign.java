package org.skiptrim.rtl;

import java.nio.file.Path;
import java.util.List;

/**
 * A generated design on disk: the top module, the library modules it uses and its memory files, all
 * in one directory that needs nothing else.
 *
 * @param directory where the files are
 * @param topModule the name of the top module, in {@code <topModule>.sv}
 * @param sources file names of all SystemVerilog sources, the top module last
 * @param instances every library instance in the top module
 */
public record RtlDesign(
    Path directory, String topModule, List<String> sources, List<RtlInstance> instances) {

  /** Copies the lists. */
  public RtlDesign {
    sources = List.copyOf(sources);
    instances = List.copyOf(instances);
  }
}
