package org.skiptrim.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
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
import org.skiptrim.rtl.Netlist;

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
 * @param tooTight faster designs that were tried before it, fastest first
 * @param netlist what it takes after synthesis, where no other step says so
 */
public record PlacementFigures(
    Device device,
    Utilization used,
    double fmaxMhz,
    long cyclesPerFrame,
    long bitstreamBytes,
    List<Attempt> attempts,
    Optional<CriticalPath> path,
    String tool,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<TooTight> tooTight,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Utilization> netlist)
    implements Figures {
  /** Files of what fitted at once have none of what did not. */
  public PlacementFigures {
    attempts = List.copyOf(attempts);
    tooTight = tooTight == null ? List.of() : List.copyOf(tooTight);
    netlist = netlist == null ? Optional.empty() : netlist;
  }

  /** A speed at which the design did not fit, and what was lacking. */
  public record TooTight(long cyclesPerFrame, String why) {}

  PlacementFigures after(List<TooTight> faster) {
    return with(faster, netlist);
  }

  PlacementFigures with(Netlist synthesized) {
    Utilization whole =
        device.family().utilization(synthesized.cells(), Utilization.Method.SYNTHESIZED_FLAT);
    return with(tooTight, Optional.of(whole));
  }

  private PlacementFigures with(List<TooTight> faster, Optional<Utilization> synthesized) {
    return new PlacementFigures(
        device,
        used,
        fmaxMhz,
        cyclesPerFrame,
        bitstreamBytes,
        attempts,
        path,
        tool,
        faster,
        synthesized);
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
        tool,
        List.of(),
        Optional.empty());
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
    List<Measure> measures = new ArrayList<>();
    netlist.ifPresent(whole -> measures.addAll(NetlistFigures.measures(whole)));
    measures.addAll(measures(used, ", routed"));
    if (!tooTight.isEmpty()) {
      measures.add(Measure.count("cycles a frame, placed", cyclesPerFrame));
    }
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
            "%.1f MHz (%s), %,.0f frames a second%s; %s",
            fmaxMhz,
            seeds(),
            framesPerSecond(),
            fitted(),
            NetlistFigures.summary(used));
    return path.map(slowest -> speed + "; slowest: " + said(slowest)).orElse(speed);
  }

  private String fitted() {
    return tooTight.isEmpty()
        ? ""
        : String.format(
            Locale.ROOT,
            " at %,d cycles each, as %,d did not fit",
            cyclesPerFrame,
            tooTight.get(tooTight.size() - 1).cyclesPerFrame());
  }

  private static String said(CriticalPath slowest) {
    return String.format(
        Locale.ROOT,
        "%s, %.1f ns logic and %.1f ns routing",
        String.join(" → ", slowest.units()),
        slowest.logicNs(),
        slowest.routingNs());
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
