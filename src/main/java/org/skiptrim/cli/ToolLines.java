package org.skiptrim.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.skiptrim.process.InstalledTool;
import org.skiptrim.process.Tool;
import org.skiptrim.process.ToolStatus;
import org.skiptrim.process.ToolStatus.Kind;
import org.skiptrim.process.Tools;

/** What {@code doctor} says of tools: a line for each, but one for those that come together. */
final class ToolLines {
  private static final String PUT_ON_PATH = "put the OSS CAD Suite on PATH";

  private ToolLines() {}

  static List<String> of(List<ToolStatus> all) {
    List<String> lines = new ArrayList<>();
    List<ToolStatus> lacking = new ArrayList<>();
    for (ToolStatus status : all) {
      if (status.kind() != Kind.THERE && Tool.forPlacement().contains(status.tool())) {
        lacking.add(status);
      } else {
        lines.add(line(status));
      }
    }
    if (!lacking.isEmpty()) {
      lines.add(together(lacking));
    }
    return lines;
  }

  /** Whether somebody has to do something for it. */
  static boolean isProblem(ToolStatus status) {
    return status.kind() == Kind.MISSING || status.kind() == Kind.BROKEN;
  }

  private static String line(ToolStatus status) {
    return switch (status.kind()) {
      case THERE -> there(status.installed().orElseThrow());
      case BROKEN -> lacking("broken", status, "mend that: a variable of its own may be wrong");
      case MISSING, LATER -> lacking("missing", status, remedy(status.tool()));
    };
  }

  private static String there(InstalledTool tool) {
    return "ok        %s %s".formatted(tool.path(), tool.version());
  }

  private static String lacking(String word, ToolStatus status, String remedy) {
    String cost = status.tool().costOfAbsence();
    return "%-9s %s: %s; %s".formatted(word, status.problem(), cost, remedy);
  }

  private static String remedy(Tool tool) {
    return tool == Tool.NPM
        ? "install npm, such as with apt-get"
        : "skiptrim setup --tools installs it";
  }

  private static String together(List<ToolStatus> lacking) {
    ToolStatus first = lacking.get(0);
    boolean later = first.kind() == Kind.LATER;
    String names =
        lacking.stream()
            .map(status -> status.tool().title(status.tool().minimum()))
            .collect(Collectors.joining(", "));
    return "%-9s %s: %s; %s"
        .formatted(
            later ? "later" : "missing",
            names,
            first.tool().costOfAbsence(),
            later
                ? "skiptrim setup --placement fetches them (" + Tools.PLACEMENT_SIZE + ")"
                : PUT_ON_PATH + " (" + first.problem() + ")");
  }
}
