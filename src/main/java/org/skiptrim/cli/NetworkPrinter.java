package org.skiptrim.cli;

import java.io.PrintWriter;
import java.util.List;
import org.skiptrim.results.NetworkSummary;

/** How commands say what is in a network. */
final class NetworkPrinter {
  private NetworkPrinter() {}

  /**
   * Writes its layers, its skips and the sums.
   *
   * @param notes what is different from its file
   */
  static void print(NetworkSummary summary, List<String> notes, PrintWriter out) {
    out.println(summary.layers().toText());
    if (!summary.skips().rows().isEmpty()) {
      out.println(summary.skips().toText());
    }
    out.println(summary.name() + ": " + summary.totals());
    notes.forEach(note -> out.println("  " + note));
  }
}
