package org.skiptrim.placement;

import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

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

  /** Out of the whole design. */
  static PlacedPorts of(PlacedDesign placed) throws IOException {
    SortedMap<String, Port> ports = new TreeMap<>();
    placed
        .ports()
        .forEach((name, port) -> ports.put(name, new Port(port.direction(), port.bits().size())));
    SortedMap<String, String> pads = new TreeMap<>();
    placed.cells(
        (name, cell) -> {
          if (name.endsWith(PAD_OF)) {
            String bit = name.substring(0, name.length() - PAD_OF.length());
            pads.put(bit, cell.place());
          }
        });
    return new PlacedPorts(ports, pads);
  }
}
