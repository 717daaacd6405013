package org.skiptrim.results;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.skiptrim.experiment.SimulationFigures;
import org.skiptrim.experiment.TrainingFigures;
import org.skiptrim.toolchain.Device;
import org.skiptrim.toolchain.Resource;

/**
 * A figure that tables have.
 *
 * @param name with its unit
 * @param decimals shown
 * @param isShare whether it is a share in per cent, so that changes are in percentage points
 * @param trials one value for each trial that has it
 */
record Measure(String name, int decimals, boolean isShare, Function<Outcome, List<Double>> trials) {

  /** All of them, in the order of tables. */
  static List<Measure> all() {
    return List.of(
        new Measure(
            "test accuracy, real numbers (%)",
            2, true, of(Outcome::networks, figures -> percent(figures.testAccuracy()))),
        new Measure(
            "test accuracy, integers (%)",
            2, true, of(Outcome::quantized, figures -> percent(figures.integerAccuracy()))),
        count("parameters", of(Outcome::networks, TrainingFigures::parameters)),
        used("LUT", Resource.LUT, 0),
        used("FF", Resource.FF, 0),
        used("BRAM", Resource.BRAM, 1),
        used("DSP", Resource.DSP, 0),
        count("cycles a frame", of(Outcome::simulated, SimulationFigures::cyclesPerFrame)),
        count(
            "cycles to the first result",
            of(Outcome::simulated, SimulationFigures::firstFrameCycles)),
        count("skip FIFOs (bits)", of(Outcome::simulated, SimulationFigures::skipFifoBits)));
  }

  /** The share of a device that each resource takes. */
  static List<Measure> shares(Device device) {
    return List.of(
        share("LUT", Resource.LUT, device),
        share("FF", Resource.FF, device),
        share("BRAM", Resource.BRAM, device),
        share("DSP", Resource.DSP, device));
  }

  /** Without the digits that are none: 0.1983 is 19.83, not 19.830000000000002. */
  private static double percent(double ratio) {
    return Math.rint(ratio * 1e8) / 1e6;
  }

  private static Measure count(String name, Function<Outcome, List<Double>> trials) {
    return new Measure(name, 0, false, trials);
  }

  private static Measure used(String name, Resource resource, int decimals) {
    return new Measure(
        name, decimals, false, of(Outcome::synthesized, figures -> figures.total().used(resource)));
  }

  private static Measure share(String name, Resource resource, Device device) {
    return new Measure(
        "%s (%% of %,d)".formatted(name, device.available(resource)),
        1,
        true,
        of(Outcome::synthesized, figures -> percent(figures.total().share(resource, device))));
  }

  private static <F> Function<Outcome, List<Double>> of(
      Function<Outcome, List<F>> figures, ToDoubleFunction<F> value) {
    return outcome -> figures.apply(outcome).stream().mapToDouble(value).boxed().toList();
  }
}
