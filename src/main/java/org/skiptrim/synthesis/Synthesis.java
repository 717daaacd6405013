package org.skiptrim.synthesis;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.skiptrim.device.Device;
import org.skiptrim.device.Utilization;

/**
 * What came of synthesizing a design.
 *
 * @param device what for
 * @param total the whole design
 * @param parts its distinct parts in the order of their first instance; empty if it was synthesized
 *     flat
 */
public record Synthesis(Device device, Utilization total, List<Part> parts) {

  /**
   * Instances that are the same hardware but for memory contents.
   *
   * @param module their module
   * @param parameters those of the first instance
   * @param instances their names
   * @param each what one of them takes
   */
  public record Part(
      String module, Map<String, String> parameters, List<String> instances, Utilization each) {

    /** Copies the list and the map. */
    public Part {
      parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
      instances = List.copyOf(instances);
    }

    /** What all of them take. */
    public Utilization all() {
      return each.times(instances.size());
    }
  }

  /** Copies the list. */
  public Synthesis {
    parts = List.copyOf(parts);
  }
}
