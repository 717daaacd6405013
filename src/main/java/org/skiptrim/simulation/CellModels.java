package org.skiptrim.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skiptrim.rtl.ModuleClosure;
import org.skiptrim.rtl.Netlist;
import org.skiptrim.storage.AtomicFiles;

/**
 * What the cells of netlists do, as their makers' documents say: a module a file under {@code
 * cells/<family>/}. They know what synthesis makes of this project's hardware; another mode of a
 * cell stops the build, or the simulation, with a message that names it.
 */
public final class CellModels {
  private final String family;

  private CellModels(String family) {
    this.family = family;
  }

  /**
   * Writes the models of a netlist's cells.
   *
   * @return their files' names
   * @throws IOException if a cell has none
   */
  public static List<String> write(Netlist netlist, Path folder) throws IOException {
    CellModels models = new CellModels(netlist.family());
    Map<String, String> textByModule = new LinkedHashMap<>();
    for (String cell : netlist.cells().keySet()) {
      // What Yosys keeps of names and checks is no hardware; its type begins so.
      if (!cell.startsWith("$")) {
        Map<String, String> texts = ModuleClosure.of(cell, models::text);
        if (texts.isEmpty()) {
          throw new IOException(
              "a netlist with the cell %s cannot be simulated: %s has no model of it; add %s"
                  .formatted(cell, netlist.family(), "cells/" + netlist.family() + "/" + cell));
        }
        textByModule.putAll(texts);
      }
    }
    for (Map.Entry<String, String> text : textByModule.entrySet()) {
      AtomicFiles.write(folder.resolve(file(text.getKey())), text.getValue());
    }
    return textByModule.keySet().stream().map(CellModels::file).toList();
  }

  private static String file(String module) {
    return module + ".sv";
  }

  private Optional<String> text(String module) {
    String name = "cells/" + family + "/" + file(module);
    try (InputStream in = CellModels.class.getResourceAsStream(name)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
