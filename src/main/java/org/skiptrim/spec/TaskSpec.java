package org.skiptrim.spec;

import java.util.List;
import java.util.Optional;
import org.skiptrim.device.Device;
import org.skiptrim.quantization.Precision;

/** A row of the table that an experiment fills: what is to be found out, in the table's words. */
public sealed interface TaskSpec {
  /** What the row says. */
  String text();

  /** Whether it asks for something of this variant. */
  default boolean isOf(NetworkSpec network, Variant variant) {
    return this instanceof Figure figure
        && figure.network.equals(network)
        && figure.variant == variant;
  }

  /** Whether its figure is one of these; that of a file, which has none, is. */
  default boolean isAmong(List<Kind> figures) {
    return !(this instanceof Figure figure) || figures.contains(figure.kind);
  }

  /**
   * A figure of one network.
   *
   * @param precision of the integers; empty for accuracy on real numbers, and for the types that a
   *     network has from its file
   * @param device that hardware is for; empty for accuracy
   * @param reported what others have found, as they have printed it; or nothing
   */
  record Figure(
      String text,
      Kind kind,
      NetworkSpec network,
      Variant variant,
      Optional<Precision> precision,
      Optional<Device> device,
      String reported)
      implements TaskSpec {}

  /**
   * A file that is there.
   *
   * @param path as the spec has it, from its folder
   */
  record Source(String text, String path) implements TaskSpec {}

  /** What can be found out of a network. */
  enum Kind {
    /** The highest over the epochs, or that of the integers; of all trials. */
    ACCURACY,
    /** What the synthesized hardware takes of a device; of the first trial. */
    UTILIZATION,
    /** Whether the hardware computes the integers; of the first trial. */
    SIMULATION,
    /** Placed and routed, and simulated as far as tools allow; of the first trial. */
    BITSTREAM;

    /** Whether it is one of hardware for a device. */
    boolean isOfHardware() {
      return this != ACCURACY;
    }
  }
}
