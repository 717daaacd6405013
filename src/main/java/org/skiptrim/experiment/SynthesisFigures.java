package org.skiptrim.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.skiptrim.device.Device;
import org.skiptrim.device.Resource;
import org.skiptrim.device.Utilization;
import org.skiptrim.synthesis.Synthesis;

/**
 * What a design takes of a device, before place and route.
 *
 * @param total all together
 * @param device what for
 * @param parts distinct modules; empty if the design was synthesized flat
 * @param tool the synthesizer and its version
 */
public record SynthesisFigures(Utilization total, Device device, List<Part> parts, String tool)
    implements Figures {

  /**
   * Instances that are the same hardware but for the contents of memories.
   *
   * @param module their module in the hardware library
   * @param instances their names in the design
   * @param each what one of them takes
   */
  public record Part(String module, List<String> instances, Utilization each) {}

  static SynthesisFigures of(Synthesis synthesis, String tool) {
    List<Part> parts =
        synthesis.parts().stream()
            .map(part -> new Part(part.module(), part.instances(), part.each()))
            .toList();
    return new SynthesisFigures(synthesis.total(), synthesis.device(), parts, tool);
  }

  @Override
  public List<Measure> measures() {
    List<Measure> measures = new ArrayList<>();
    for (Resource resource : Resource.values()) {
      int decimals = resource == Resource.BRAM ? 1 : 0;
      measures.add(new Measure(resource.name(), total.used(resource), decimals, false));
    }
    for (Resource resource : Resource.values()) {
      if (device.available(resource) > 0) {
        String name = "%s (%% of %,d)".formatted(resource, device.available(resource));
        measures.add(Measure.share(name, total.share(resource, device), 1));
      }
    }
    return measures;
  }

  @Override
  public String summary() {
    return String.format(
        Locale.ROOT,
        "%,d LUT, %,d FF, %.1f BRAM, %,d DSP",
        total.luts(),
        total.flipFlops(),
        total.used(Resource.BRAM),
        total.dsps());
  }
}
