package org.skiptrim.placement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.skiptrim.device.Device;
import org.skiptrim.device.Resource;
import org.skiptrim.device.Utilization;
import org.skiptrim.process.SideBySide;
import org.skiptrim.rtl.Netlist;
import org.skiptrim.storage.ProgressListener;

/**
 * Places and routes netlists, and makes bitstreams of them. Tries that succeeded stay in the
 * folder, so that a run that was stopped goes on with the others.
 *
 * @param flow of the device's family
 * @param programs its programs
 * @param limit of one try's processor time: how busy the machine is does not decide what fits
 * @param atATime how many tries run side by side, each on one core with a GB for a ResNet20
 */
public record Nextpnr(Flow flow, Programs programs, Duration limit, int atATime) {
  /**
   * Tries each of the seeds from 1 to {@code seeds} and keeps the fastest.
   *
   * @param clockMhz what they aim at; a design may become slower or faster
   * @param pins which pin each port has; empty for any
   * @param folder for all files
   * @throws NoRoom where the design does not fit, or does not route, with what was said of the
   *     first try
   * @throws IOException where all fail for another reason
   */
  public Placement place(
      Netlist netlist,
      Device device,
      int seeds,
      double clockMhz,
      Optional<Path> pins,
      Path folder,
      ProgressListener progress)
      throws IOException, InterruptedException {
    if (seeds < 1) {
      throw new IllegalArgumentException("seeds is " + seeds + ", must be at least 1");
    }
    Optional<NoRoom> lacking = NoRoom.of(synthesized(netlist, device), device, 1);
    if (lacking.isPresent()) {
      throw lacking.get();
    }
    Path home = folder.toAbsolutePath();
    List<Callable<Attempt>> tries = new ArrayList<>();
    for (int seed = 1; seed <= seeds; seed++) {
      PlacementTry one =
          new PlacementTry(this, netlist, device, seed, clockMhz, pins, folder(home, seed));
      tries.add(one::attempt);
    }
    List<Attempt> attempts = new ArrayList<>();
    String what = "placing for " + device.name();
    progress.progress(what, 0, seeds, "seeds");
    new SideBySide(atATime)
        .run(
            tries,
            attempt -> {
              attempts.add(attempt);
              progress.note(said(attempt));
              progress.progress(what, attempts.size(), seeds, "seeds");
            });
    attempts.sort(Comparator.comparingInt(Attempt::seed));
    return kept(netlist, device, attempts, home, progress);
  }

  /**
   * The design as it was placed, as a netlist that can be simulated; of an ECP5 alone.
   *
   * @param folder where {@link #place} put it
   */
  public static Netlist routed(Path folder) throws IOException {
    return Netlist.read(folder.resolve(PlacementTry.ROUTED));
  }

  private static Path folder(Path folder, int seed) {
    return folder.resolve("seed-" + seed);
  }

  private static String said(Attempt attempt) {
    return attempt
        .failure()
        .map(failure -> "seed %d: %s".formatted(attempt.seed(), failure))
        .orElseGet(
            () ->
                String.format(Locale.ROOT, "seed %d: %.1f MHz", attempt.seed(), attempt.fmaxMhz()));
  }

  private Placement kept(
      Netlist netlist,
      Device device,
      List<Attempt> attempts,
      Path folder,
      ProgressListener progress)
      throws IOException, InterruptedException {
    Attempt best =
        attempts.stream()
            .filter(Attempt::succeeded)
            .max(Comparator.comparingDouble(Attempt::fmaxMhz))
            .orElseThrow(() -> failure(attempts.get(0), device));
    Path chosen = folder(folder, best.seed());
    PlacementReport report = PlacementReport.read(chosen.resolve(PlacementTry.REPORT), flow);
    Bitstream bitstream = new Bitstream(flow, folder.resolve(flow.bitstream()));
    Path routed = chosen.resolve(flow.routed());
    bitstream.pack(programs.packer(), routed);
    int settings = bitstream.check(programs.unpacker(), routed);
    progress.note(
        "the bitstream, taken apart again, sets %,d things as they were routed"
            .formatted(settings));
    if (flow.decoder().isPresent()) {
      Path ports = chosen.resolve(PlacementTry.PORTS);
      Files.copy(ports, folder.resolve(PlacementTry.PORTS), StandardCopyOption.REPLACE_EXISTING);
    } else {
      routed(chosen).copyTo(folder.resolve(PlacementTry.ROUTED)).save();
    }
    return new Placement(
        attempts, best, used(report, netlist, device), report.path(), bitstream.file());
  }

  private static IOException failure(Attempt failed, Device device) {
    String said = failed.failure().orElseThrow();
    String explained = PlacerWords.explained(said, device);
    return PlacerWords.isForLackOfRoom(said) ? new NoRoom(explained) : new IOException(explained);
  }

  private static Utilization synthesized(Netlist netlist, Device device) {
    return device.family().utilization(netlist.cells(), Utilization.Method.SYNTHESIZED_FLAT);
  }

  /** Flip-flops where the placer counts only cells that may have one: those of the netlist. */
  private static Utilization used(PlacementReport report, Netlist netlist, Device device) {
    long synthesized = synthesized(netlist, device).flipFlops();
    return new Utilization(
        Utilization.Method.ROUTED,
        report.used().getOrDefault(Resource.LUT, 0),
        0,
        report.used().containsKey(Resource.FF) ? report.used().get(Resource.FF) : synthesized,
        report.used().getOrDefault(Resource.BRAM, 0),
        0,
        report.used().getOrDefault(Resource.DSP, 0));
  }
}
