package org.skiptrim.rtl;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.skiptrim.storage.Json;

/**
 * A generated design on disk: the top module, the library modules it uses, its memory files and
 * {@code design.json}, all in one directory that needs nothing else.
 *
 * @param directory where the files are
 * @param topModule the name of the top module, in {@code <topModule>.sv}
 * @param sources file names of all SystemVerilog sources, the top module last
 * @param instances every library instance in the top module
 * @param dataflow the streams between the instances, as simulation looks at them, and the skips'
 *     FIFOs
 */
public record RtlDesign(
    @JsonIgnore Path directory,
    String topModule,
    List<String> sources,
    List<RtlInstance> instances,
    Dataflow dataflow) {
  private static final String FILE = "design.json";

  /** Copies the lists. */
  public RtlDesign {
    sources = List.copyOf(sources);
    instances = List.copyOf(instances);
  }

  /** Reads what {@link #save} wrote. */
  public static RtlDesign read(Path directory) throws IOException {
    return Json.read(directory.resolve(FILE), RtlDesign.class).at(directory);
  }

  /** Writes {@code design.json} beside the other files. */
  public void save() throws IOException {
    Json.write(directory.resolve(FILE), this);
  }

  private RtlDesign at(Path other) {
    return new RtlDesign(other, topModule, sources, instances, dataflow);
  }

  /** The same design in another directory, for a tool that writes beside the sources. */
  public RtlDesign copyTo(Path other) throws IOException {
    Files.createDirectories(other);
    List<String> memories =
        instances.stream().flatMap(instance -> instance.memoryFiles().stream()).toList();
    for (String name :
        Stream.of(sources, memories, List.of(FILE)).flatMap(List::stream).distinct().toList()) {
      Files.copy(directory.resolve(name), other.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
    return at(other);
  }
}
