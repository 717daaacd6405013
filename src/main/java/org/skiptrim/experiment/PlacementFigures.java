package org.skiptrim.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.skiptrim.device.Device;
import org.skiptrim.device.Resource;
import org.skiptrim.device.Utilization;
import org.skiptrim.placement.Attempt;
import org.skiptrim.placement.CriticalPath;
import org.skiptrim.placement.Placement;

/**
 * What a design takes of a device and how fast it is, placed and routed.
 *
 * @param used as routed, of the try that was kept
 * @param fmaxMhz what its clock may be, by the placer's timing model
 * @param cyclesPerFrame in the slowest unit
 * @param bitstreamBytes of the file that the device is loaded with
 * @param attempts all tries, by seed
 * @param path that says how fast it is
 * @param tool the placer and its version
 */
public record PlacementFigures(
    Device device,
    Utilization used,
    double fmaxMhz,
    long cyclesPerFrame,
    long bitstreamBytes,
    List<Attempt> attempts,
    Optional<CriticalPath> path,
    String tool)
    implements Figures {
  /** Copies the list. */
  public PlacementFigures {
    attempts = List.copyOf(attempts);
  }

  static PlacementFigures of(
      Placement placement, Device device, long cyclesPerFrame, long bitstreamBytes, String tool) {
    return new PlacementFigures(
        device,
        placement.used(),
        placement.best().fmaxMhz(),
        cyclesPerFrame,
        bitstreamBytes,
        placement.attempts(),
        placement.path(),
        tool);
  }

  /** Images a second at that clock. */
  double framesPerSecond() {
    return fmaxMhz * 1e6 / cyclesPerFrame;
  }

  static List<Measure> measures(Utilization used, String how) {
    return Stream.of(Resource.values())
        .map(resource -> Measure.count(resource.name() + how, used.used(resource)))
        .toList();
  }

  @Override
  public List<Measure> measures() {
    List<Measure> measures = new ArrayList<>(measures(used, ", routed"));
    measures.add(new Measure("clock, routed (MHz)", fmaxMhz, 1, false));
    measures.add(new Measure("frames a second, routed", framesPerSecond(), 0, false));
    measures.add(Measure.count("bitstream (bytes)", bitstreamBytes));
    return measures;
  }

  @Override
  public String summary() {
    String speed =
        String.format(
            Locale.ROOT,
            "%.1f MHz (%s), %,.0f frames a second; %s",
            fmaxMhz,
            seeds(),
            framesPerSecond(),
            NetlistFigures.summary(used));
    return path.map(
            slowest ->
                String.format(
                    Locale.ROOT,
                    "%s; slowest: %s, %.1f ns logic and %.1f ns routing",
                    speed,
                    String.join(" → ", slowest.units()),
                    slowest.logicNs(),
                    slowest.routingNs()))
        .orElse(speed);
  }

  private String seeds() {
    double least =
        attempts.stream()
            .filter(Attempt::succeeded)
            .mapToDouble(Attempt::fmaxMhz)
            .min()
            .orElse(fmaxMhz);
    return attempts.size() == 1
        ? "1 seed"
        : String.format(Locale.ROOT, "%d seeds, the slowest %.1f", attempts.size(), least);
  }
}
