package org.skiptrim.placement;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skiptrim.device.Resource;
import org.skiptrim.storage.Json;

/**
 * What nextpnr reports of a routed design.
 *
 * @param used of each resource, as far as nextpnr counts it
 * @param fmaxMhz of the slowest clock
 * @param path that says how fast that is
 */
record PlacementReport(Map<Resource, Integer> used, double fmaxMhz, Optional<CriticalPath> path) {
  private static final String ROUTING = "routing";

  private record Count(int used) {}

  private record Clock(double achieved) {}

  private record End(String cell) {}

  private record Hop(double delay, End from, End to, String type) {}

  private record Route(String from, String to, List<Hop> path) {}

  private record Report(
      Map<String, Count> utilization, Map<String, Clock> fmax, List<Route> criticalPaths) {}

  /**
   * Reads the file of {@code --report}.
   *
   * @throws IOException if it is not one
   */
  static PlacementReport read(Path file, Flow flow) throws IOException {
    Report report = Json.read(file, Report.class);
    Map<Resource, Integer> used = new EnumMap<>(Resource.class);
    report.utilization.forEach(
        (type, count) -> flow.resource(type).ifPresent(some -> used.put(some, count.used)));
    String clock =
        report.fmax.keySet().stream()
            .min(Comparator.comparingDouble(name -> report.fmax.get(name).achieved))
            .orElseThrow(() -> new IOException(file + " has no clock: nothing is registered"));
    String edge = "posedge " + clock;
    Optional<CriticalPath> path =
        report.criticalPaths.stream()
            .filter(route -> route.from.equals(edge) && route.to.equals(edge))
            .findFirst()
            .map(route -> path(route.path));
    return new PlacementReport(used, report.fmax.get(clock).achieved, path);
  }

  private static CriticalPath path(List<Hop> hops) {
    double all = hops.stream().mapToDouble(Hop::delay).sum();
    double routing =
        hops.stream().filter(hop -> ROUTING.equals(hop.type)).mapToDouble(Hop::delay).sum();
    Hop last = hops.get(hops.size() - 1);
    return new CriticalPath(hops.get(0).from.cell, last.to.cell, all - routing, routing);
  }
}
