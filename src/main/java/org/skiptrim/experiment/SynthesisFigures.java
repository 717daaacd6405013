package org.skiptrim.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    String used =
        String.format(
            Locale.ROOT,
            "%,d LUT, %,d FF, %.1f BRAM, %,d DSP",
            total.luts(),
            total.flipFlops(),
            total.used(Resource.BRAM),
            total.dsps());
    return misfit().map(misfit -> used + "; " + misfit).orElse(used);
  }

  /**
   * Where the device has too little of something: how much that is, which modules take the most of
   * it, and which parts of the family have enough.
   */
  public Optional<String> misfit() {
    if (device.holds(total)) {
      return Optional.empty();
    }
    String lacking =
        Stream.of(Resource.values())
            .filter(resource -> total.used(resource) > device.available(resource))
            .map(this::lack)
            .collect(Collectors.joining(", "));
    String larger =
        Device.known().stream()
            .filter(other -> other.family().equals(device.family()) && other.holds(total))
            .map(Device::name)
            .collect(Collectors.joining(", "));
    return Optional.of(
        "does not fit %s: %s; %s"
            .formatted(
                device.name(),
                lacking,
                larger.isEmpty() ? "no known part of its family would do" : "would fit " + larger));
  }

  private String lack(Resource resource) {
    String percent =
        String.format(
            Locale.ROOT,
            "%s %.1f of %,d",
            resource,
            total.used(resource),
            device.available(resource));
    return largestUser(resource).map(user -> percent + " (most in " + user + ")").orElse(percent);
  }

  /** A module of the hardware library with all its instances. */
  private Optional<String> largestUser(Resource resource) {
    Map<String, Double> users = new TreeMap<>();
    for (Part part : parts) {
      users.merge(part.module(), part.each().used(resource) * part.instances().size(), Double::sum);
    }
    return users.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
  }
}
