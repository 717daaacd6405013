package org.skiptrim.board;

import java.io.IOException;
import java.nio.file.Path;
import org.skiptrim.storage.Json;

/**
 * What a design's folder says of the board that it is for.
 *
 * @param megahertz of the design's clock
 * @param clocksPerBit of that clock on the serial line
 */
record BoardFile(String board, double megahertz, int clocksPerBit) {
  static final String NAME = "board.json";

  void save(Path directory) throws IOException {
    Json.write(directory.resolve(NAME), this);
  }

  static BoardFile read(Path directory) throws IOException {
    return Json.read(directory.resolve(NAME), BoardFile.class);
  }
}
