package org.skiptrim.placement;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.skiptrim.storage.Json;

/**
 * Where a placed design's ports are on an iCE40.
 *
 * @param ports by name
 * @param pads the place of each bit of each port, as in {@code in_data_i[3]}: a pad, as nextpnr
 *     names it, as in {@code X33/Y2/io1}
 */
record PlacedPorts(SortedMap<String, Port> ports, SortedMap<String, String> pads) {
  private static final String PAD_OF = "$sb_io";

  /**
   * A port.
   *
   * @param direction {@code input} or {@code output}
   */
  record Port(String direction, int width) {
    /** Its bits' names: of a single one the port's own. */
    String bit(String port, int index) {
      return width == 1 ? port : "%s[%d]".formatted(port, index);
    }
  }

  private record PlacedPort(String direction, Object[] bits) {}

  private record Cell(Map<String, String> attributes) {}

  private record Module(Map<String, PlacedPort> ports, Map<String, Cell> cells) {}

  private record Placed(Map<String, Module> modules) {}

  /** Out of the file of {@code --write}, which has the whole design in it. */
  static PlacedPorts ofDesign(Path placed) throws IOException {
    Module design = Json.read(placed, Placed.class).modules.values().iterator().next();
    SortedMap<String, Port> ports = new TreeMap<>();
    design.ports.forEach(
        (name, port) -> ports.put(name, new Port(port.direction, port.bits.length)));
    SortedMap<String, String> pads = new TreeMap<>();
    design.cells.forEach(
        (name, cell) -> {
          if (name.endsWith(PAD_OF)) {
            String bit = name.substring(0, name.length() - PAD_OF.length());
            pads.put(bit, cell.attributes.get("NEXTPNR_BEL"));
          }
        });
    return new PlacedPorts(ports, pads);
  }
}
