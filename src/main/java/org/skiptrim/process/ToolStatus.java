package org.skiptrim.process;

import java.util.Optional;

/**
 * What was found out about a tool on this machine.
 *
 * @param installed the tool, if it is there and recent enough
 * @param problem why it is not, such as {@code "yosys is not on PATH"}; empty if it is. What that
 *     costs says {@link Tool#costOfAbsence}.
 */
public record ToolStatus(Tool tool, Optional<InstalledTool> installed, String problem, Kind kind) {

  /** How a tool stands. */
  public enum Kind {
    /** Recent enough, and runs. */
    THERE,
    /** Not there, and fetched into the cache when it is needed. */
    LATER,
    /** Not there, or too old. */
    MISSING,
    /** There, but does not run: another one would not mend that. */
    BROKEN
  }

  static ToolStatus of(InstalledTool installed) {
    return new ToolStatus(installed.tool(), Optional.of(installed), "", Kind.THERE);
  }

  static ToolStatus later(Tool tool, String problem) {
    return new ToolStatus(tool, Optional.empty(), problem, Kind.LATER);
  }

  static ToolStatus missing(Tool tool, String problem) {
    return new ToolStatus(tool, Optional.empty(), problem, Kind.MISSING);
  }

  static ToolStatus broken(Tool tool, String problem) {
    return new ToolStatus(tool, Optional.empty(), problem, Kind.BROKEN);
  }
}
