package org.skiptrim.cli;

import java.util.Optional;
import org.skiptrim.board.AxisDesign;
import org.skiptrim.dataset.Normalization;
import org.skiptrim.device.Device;
import picocli.CommandLine.Option;

/** How a network becomes a design that bytes of images go into; a group of options. */
final class DesignOptions {
  @Option(
      names = "--share",
      paramLabel = "SHARE",
      description = "What of the part the network may take; 0.7 if it is not said.")
  private double share = 0.7;

  @Option(
      names = "--cycles",
      paramLabel = "N",
      description =
          "Cycles that an image may take in it; those of the fastest design that fits if they are not said.")
  private Optional<Long> cycles = Optional.empty();

  @Option(
      names = "--normalization",
      paramLabel = "TEXT",
      description =
          "How its images were normalized, where its file does not say so: 'means 128.0, stds 64.0'.")
  private Optional<String> normalization = Optional.empty();

  /** Its design for a device. */
  AxisDesign on(Device device) {
    return new AxisDesign(device, share, cycles);
  }

  /** How its images were normalized. */
  Normalization pixels(NamedNetwork network) {
    return normalization
        .map(Normalization::parse)
        .or(network::normalization)
        .orElse(Normalization.STANDARD);
  }
}
