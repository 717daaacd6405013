package org.skiptrim.spec;

import java.util.Map;
import java.util.Optional;
import org.skiptrim.device.Utilization;
import org.skiptrim.hardware.SkipSource;
import org.skiptrim.storage.Words;

/**
 * How parallel the hardware is, and how it is synthesized.
 *
 * @param dspShare as fast as this share of a device's DSP blocks allows to the residual network
 * @param cyclesPerFrame at most so many, whatever it takes; overrides the share
 * @param skips where skip connections get their pixels
 * @param blockRamPrice what a block RAM is worth, as a share of the LUTs that a device has for each
 */
public record HardwareSpec(
    double dspShare,
    Optional<Integer> cyclesPerFrame,
    SkipSource skips,
    double blockRamPrice,
    Utilization.Method synthesis) {

  static HardwareSpec read(Setting section) throws SpecException {
    Setting cycles = section.get("cycles_per_frame");
    boolean none = cycles.is("none");
    if (!none && !(cycles.node().value() instanceof Long)) {
      throw cycles.wrong("it must be none or a whole number of cycles");
    }
    Setting share = section.get("dsp_share");
    if (!none && !share.isDefault()) {
      throw cycles.wrong("it excludes " + share.path() + "; leave one of them out");
    }
    return new HardwareSpec(
        share.number(0.001, 1),
        none ? Optional.empty() : Optional.of(cycles.integer(1, Integer.MAX_VALUE)),
        section.get("skips").choice(Words.in(SkipSource.class)),
        section.get("block_ram_price").number(0, 1000),
        section
            .get("synthesis")
            .choice(
                Map.of(
                    "by-parts", Utilization.Method.SYNTHESIZED_BY_PARTS,
                    "flat", Utilization.Method.SYNTHESIZED_FLAT)));
  }
}
