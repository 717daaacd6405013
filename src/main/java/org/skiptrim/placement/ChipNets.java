package org.skiptrim.placement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which net of a decoded iCE40 has which points of the chip. {@code icebox_vlog} declares a net and
 * says its points in the lines below, to the next empty one.
 */
final class ChipNets {
  private static final Pattern DECLARED = Pattern.compile("(?:wire|reg) (\\w+)(?: = 0)?;");
  private static final Pattern POINT = Pattern.compile("// \\((\\d+), (\\d+), '(\\S+)'\\)");
  private static final Pattern PAD = Pattern.compile("io_(\\d)/PAD");

  private final Map<String, String> nets = new HashMap<>();

  private ChipNets() {}

  static ChipNets of(String chip) {
    ChipNets nets = new ChipNets();
    List<String> block = new ArrayList<>();
    for (String line : (chip + "\n").split("\n", -1)) {
      if (line.isBlank()) {
        nets.add(block);
        block.clear();
      } else {
        block.add(line);
      }
    }
    return nets;
  }

  private void add(List<String> block) {
    String name = null;
    List<String> points = new ArrayList<>();
    for (String line : block) {
      Matcher declared = DECLARED.matcher(line);
      Matcher point = POINT.matcher(line);
      if (declared.matches()) {
        name = declared.group(1);
      } else if (point.matches()) {
        points.add(key(point.group(1), point.group(2), point.group(3)));
        // A net of a port is declared as the port alone, which is called as the pad is.
        Matcher pad = PAD.matcher(point.group(3));
        if (name == null && pad.matches()) {
          name = "io_%s_%s_%s".formatted(point.group(1), point.group(2), pad.group(1));
        }
      }
    }
    for (String point : points) {
      nets.put(point, name);
    }
  }

  /** The net at a point of a tile, or else this. */
  String at(int x, int y, String point, String otherwise) {
    return nets.getOrDefault(key("" + x, "" + y, point), otherwise);
  }

  private static String key(String x, String y, String point) {
    return x + " " + y + " " + point;
  }
}
