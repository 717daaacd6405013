package org.skiptrim.process;

import java.util.Optional;

/**
 * What was found out about a tool on this machine.
 *
 * @param installed the tool, if it is there and recent enough
 * @param problem why it is not, such as {@code "yosys is not on PATH"}; empty if it is. What that
 *     costs says {@link Tool#costOfAbsence}.
 * @param isBroken whether it is there but does not run: another one would not mend that
 */
public record ToolStatus(
    Tool tool, Optional<InstalledTool> installed, String problem, boolean isBroken) {
  static ToolStatus of(InstalledTool installed) {
    return new ToolStatus(installed.tool(), Optional.of(installed), "", false);
  }

  static ToolStatus missing(Tool tool, String problem) {
    return new ToolStatus(tool, Optional.empty(), problem, false);
  }

  static ToolStatus broken(Tool tool, String problem) {
    return new ToolStatus(tool, Optional.empty(), problem, true);
  }
}
