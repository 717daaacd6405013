package org.skiptrim.rtl;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.skiptrim.storage.Json;

/**
 * A design after synthesis: one flat module of a device family's cells, with the ports of the
 * design's top module. Its two files say the same, one bit a wire in the first, for simulation, and
 * for place and route in the second.
 *
 * @param directory where the files are
 * @param topModule the name of the module
 * @param family of the cells, as {@code families.yaml} calls it
 * @param cells how many there are of each type
 * @param dataflow the streams of the design that it was made of, of which only the first and the
 *     last can be found in it
 */
public record Netlist(
    @JsonIgnore Path directory,
    String topModule,
    String family,
    SortedMap<String, Long> cells,
    Dataflow dataflow) {
  /** The file in Verilog. */
  public static final String VERILOG = "netlist.v";

  /** The file as place and route reads it. */
  public static final String JSON = "netlist.json";

  private static final String DESCRIPTION = "netlist-description.json";

  /** Copies the map. */
  public Netlist {
    cells = Collections.unmodifiableSortedMap(new TreeMap<>(cells));
  }

  /** Reads what {@link #save} wrote. */
  public static Netlist read(Path directory) throws IOException {
    return Json.read(directory.resolve(DESCRIPTION), Netlist.class).at(directory);
  }

  /** The same, if it was ever saved there. */
  public static Optional<Netlist> find(Path directory) throws IOException {
    return Files.exists(directory.resolve(DESCRIPTION))
        ? Optional.of(read(directory))
        : Optional.empty();
  }

  private Netlist at(Path other) {
    return new Netlist(other, topModule, family, cells, dataflow);
  }

  /** A copy of what simulation needs, which writes beside it. */
  public Netlist copyTo(Path other) throws IOException {
    Files.createDirectories(other);
    Path verilog = directory.resolve(VERILOG);
    Files.copy(verilog, other.resolve(VERILOG), StandardCopyOption.REPLACE_EXISTING);
    return at(other);
  }

  /** Writes what is known of it beside its files. */
  public void save() throws IOException {
    Json.write(directory.resolve(DESCRIPTION), this);
  }
}
