package org.skiptrim.spec;

import java.util.Map;

/**
 * How designs are placed and routed.
 *
 * @param seeds how many tries, each from another random start; 0 for none
 * @param minutes of a core for a try, at most
 * @param clockMhz what they aim at
 * @param images test images that go through the netlist
 * @param fit whether a design that does not fit is made slower until it does
 */
public record PlacementSpec(int seeds, int minutes, double clockMhz, int images, boolean fit) {

  static PlacementSpec read(Setting section) throws SpecException {
    return new PlacementSpec(
        section.get("seeds").integer(0, 1_000),
        section.get("minutes").integer(1, 10_000),
        section.get("clock_mhz").number(1, 10_000),
        section.get("images").integer(0, 10_000),
        section.get("fit").choice(Map.of("none", false, "auto", true)));
  }
}
