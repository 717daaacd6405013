package org.skiptrim.experiment;

import java.util.List;
import java.util.Locale;
import org.skiptrim.toolchain.Resource;
import org.skiptrim.toolchain.Synthesis;
import org.skiptrim.toolchain.Utilization;

/**
 * What a design takes of a device, before place and route.
 *
 * @param total all together
 * @param parts distinct modules; empty if the design was synthesized flat
 * @param tool the synthesizer and its version
 */
public record SynthesisFigures(Utilization total, List<Part> parts, String tool)
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
    return new SynthesisFigures(synthesis.total(), parts, tool);
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
