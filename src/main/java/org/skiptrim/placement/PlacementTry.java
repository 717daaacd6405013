package org.skiptrim.placement;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.skiptrim.device.Device;
import org.skiptrim.process.ToolFailure;
import org.skiptrim.process.ToolProcess;
import org.skiptrim.rtl.Netlist;
import org.skiptrim.storage.Checksum;
import org.skiptrim.storage.Json;

/**
 * One run of the placer.
 *
 * @param nextpnr with which tools, and for how long
 * @param pins which pin each port has; empty for any
 * @param folder of its own, absolute
 */
record PlacementTry(
    Nextpnr nextpnr,
    Netlist netlist,
    Device device,
    int seed,
    double clockMhz,
    Optional<Path> pins,
    Path folder) {
  static final String REPORT = "report.json";

  /** Where its ports are, if its bitstream can be made hardware again. */
  static final String PORTS = "ports.json";

  /** The folder of the design as a netlist again, where its bitstream cannot be made one. */
  static final String ROUTED = "routed";

  private static final String LOG = "log.txt";
  private static final String ATTEMPT = "attempt.json";

  /** What it came to; one that has succeeded with the same input is not made again. */
  Attempt attempt() throws IOException, InterruptedException {
    String input = input();
    Path done = folder.resolve(ATTEMPT);
    if (Files.exists(done)) {
      Attempt before = Json.read(done, Attempt.class);
      if (before.succeeded() && before.input().equals(input)) {
        return before;
      }
      Files.delete(done); // its files are about to be those of another
    }
    Attempt attempt = anew(input);
    Json.write(done, attempt);
    return attempt;
  }

  private Attempt anew(String input) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    long start = System.nanoTime();
    try {
      run();
      double fmax = PlacementReport.read(folder.resolve(REPORT), nextpnr.flow()).fmaxMhz();
      return new Attempt(input, seed, fmax, seconds(start), Optional.empty());
    } catch (ToolFailure failure) {
      String said = PlacerWords.withFullest(failure.getMessage(), folder.resolve(LOG));
      return new Attempt(input, seed, 0, seconds(start), Optional.of(said));
    }
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private Path json() {
    return netlist.directory().resolve(Netlist.JSON).toAbsolutePath();
  }

  private String input() throws IOException {
    String all =
        String.join(
            "\n",
            Checksum.sha256(json()),
            pins.isPresent() ? Checksum.sha256(pins.get()) : "",
            nextpnr.programs().placer().version().toString(),
            String.join(" ", settings()),
            nextpnr.flow().decoder().isPresent() ? PORTS : ROUTED);
    return Checksum.sha256(all.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> settings() {
    List<String> settings = new ArrayList<>(device.placement());
    settings.addAll(List.of("--seed", String.valueOf(seed)));
    settings.addAll(List.of("--freq", String.valueOf(clockMhz), "--timing-allow-fail"));
    return settings;
  }

  private void run() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(nextpnr.programs().placer().path().toString()));
    command.addAll(settings());
    command.addAll(nextpnr.flow().options(pins, folder));
    command.addAll(List.of("--json", json().toString()));
    command.addAll(List.of("--report", folder.resolve(REPORT).toString()));
    Path placed = folder.resolve("placed.json");
    command.addAll(List.of("--write", placed.toString()));
    String task = "placing %s for %s".formatted(netlist.topModule(), device.name());
    new ToolProcess(
            nextpnr.programs().placer().tool().command(),
            task,
            command,
            folder,
            folder.resolve(LOG))
        .withProcessorLimit(nextpnr.limit())
        .run();
    keep(new PlacedDesign(placed));
    Files.delete(placed);
  }

  private void keep(PlacedDesign placed) throws IOException {
    if (nextpnr.flow().decoder().isPresent()) {
      Json.write(folder.resolve(PORTS), PlacedPorts.of(placed));
    } else {
      RoutedNetlist.write(placed, netlist, folder.resolve(ROUTED));
    }
  }
}
