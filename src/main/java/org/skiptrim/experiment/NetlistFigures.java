package org.skiptrim.experiment;

import java.util.List;
import java.util.Locale;
import org.skiptrim.device.Device;
import org.skiptrim.device.Resource;
import org.skiptrim.device.Utilization;
import org.skiptrim.rtl.Netlist;

/**
 * What a whole design takes after synthesis, with its own weights and optimized across modules.
 *
 * @param tool the synthesizer and its version
 */
public record NetlistFigures(Utilization total, String tool) implements Figures {

  static NetlistFigures of(Netlist netlist, Device device, String tool) {
    return new NetlistFigures(
        device.family().utilization(netlist.cells(), Utilization.Method.SYNTHESIZED_FLAT), tool);
  }

  @Override
  public List<Measure> measures() {
    return measures(total);
  }

  static List<Measure> measures(Utilization whole) {
    return PlacementFigures.measures(whole, ", netlist");
  }

  @Override
  public String summary() {
    return summary(total);
  }

  static String summary(Utilization used) {
    return String.format(
        Locale.ROOT,
        "%,d LUT, %,d FF, %.0f BRAM, %,d DSP",
        used.luts(),
        used.flipFlops(),
        used.used(Resource.BRAM),
        used.dsps());
  }
}
