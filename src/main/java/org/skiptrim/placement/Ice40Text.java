package org.skiptrim.placement;

import java.util.function.BiConsumer;

/** Every bit of an iCE40, as Project IceStorm writes it: tile by tile, in rows. */
final class Ice40Text implements Configuration.Text {
  private String tile = "";
  private int row;

  @Override
  public void read(String line, BiConsumer<String, String> setting) {
    if (line.startsWith(".")) {
      tile = line.substring(1);
      row = 0;
      // A bit that belongs to no tile, as of a global net, is a line of its own.
      if (tile.startsWith("extra_bit")) {
        setting.accept(tile, "set");
      }
    } else if (!line.isBlank()) {
      if (line.contains("1") && !tile.startsWith("comment") && !tile.startsWith("sym")) {
        setting.accept(row(tile, row), line);
      }
      row++;
    }
  }

  /** The name of a row of a tile, whose bits are what it is set to. */
  static String row(String tile, int row) {
    return "%s, row %d".formatted(tile, row);
  }
}
