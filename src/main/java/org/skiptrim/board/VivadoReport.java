package org.skiptrim.board;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.skiptrim.device.Utilization;

/**
 * Reads what {@code report_utilization} writes (Vivado UG906): tables whose rows begin with the
 * kind of site and how many are used.
 */
final class VivadoReport {
  private VivadoReport() {}

  /**
   * The figures of a report, of 7-series or UltraScale+.
   *
   * @throws IOException if it is none, or lacks one of them
   */
  static Utilization read(Path file) throws IOException {
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new IOException(
          file + " is missing; run one of the project's Tcl scripts with Vivado first", e);
    }
    double blockRams = used(text, file, "Block RAM Tile");
    return new Utilization(
        text.contains("Design State : Synthesized")
            ? Utilization.Method.SYNTHESIZED_FLAT
            : Utilization.Method.ROUTED,
        (long) used(text, file, "(?:Slice|CLB) LUTs"),
        (long) used(text, file, "LUT as Memory"),
        (long) used(text, file, "(?:Slice|CLB) Registers"),
        (long) Math.floor(blockRams),
        Math.round(2 * (blockRams - Math.floor(blockRams))),
        (long) used(text, file, "DSPs"));
  }

  private static double used(String text, Path file, String kind) throws IOException {
    Matcher row =
        Pattern.compile("^\\|\\s*" + kind + "\\*?\\s*\\|\\s*([\\d,.]+)\\s*\\|", Pattern.MULTILINE)
            .matcher(text);
    if (!row.find()) {
      throw new IOException(
          "%s has no row '%s'; it is to be what Vivado's report_utilization writes"
              .formatted(file, kind));
    }
    return Double.parseDouble(row.group(1).replace(",", ""));
  }
}
