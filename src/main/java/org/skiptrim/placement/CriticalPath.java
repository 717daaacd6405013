package org.skiptrim.placement;

import java.util.List;

/**
 * The way of a signal, between two registers, that says how fast the clock may be.
 *
 * @param from the cell where it begins
 * @param to the cell where it ends
 * @param logicNs time in cells, with the registers' own
 * @param routingNs time on wires
 */
public record CriticalPath(String from, String to, double logicNs, double routingNs) {
  private static final String INSTANCE = "u_";

  /** As long as the clock's period must be. */
  public double ns() {
    return logicNs + routingNs;
  }

  /** The units of the design in which it begins and ends; one, where that is the same. */
  public List<String> units() {
    return List.of(unit(from), unit(to)).stream().distinct().toList();
  }

  /** As in {@code u_stem_conv_matrix.sums_q_TRELLIS_FF_Q_1}, perhaps within a top around it. */
  private static String unit(String cell) {
    for (String part : cell.split("\\.")) {
      if (part.startsWith(INSTANCE)) {
        return part.substring(INSTANCE.length());
      }
    }
    return cell;
  }
}
