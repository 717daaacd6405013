package org.skiptrim.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.skiptrim.device.Utilization;
import org.skiptrim.experiment.PlacementFigures.TooTight;
import org.skiptrim.hardware.AreaModel;
import org.skiptrim.hardware.DataflowGraph;
import org.skiptrim.placement.NoRoom;
import org.skiptrim.process.Tool;
import org.skiptrim.rtl.Netlist;
import org.skiptrim.rtl.TopModuleWriter;
import org.skiptrim.storage.Json;
import org.skiptrim.synthesis.NetlistSynthesis;

/**
 * Synthesizes, places and routes a design as fast as it was asked for, and where that does not fit
 * or does not route, as fast as the next smaller folding is, until one does.
 *
 * @param seeds how many tries of each
 * @param minutes for a try, at most
 * @param clockMhz what they aim at
 * @param synthesizer the synthesizer and its version; empty where it is not installed
 * @param placer the placer and its version; empty where it is not installed
 */
public record PlaceFitting(
    Design design, int seeds, int minutes, double clockMhz, String synthesizer, String placer)
    implements PlacedStep {
  /** Beyond this share of a resource, as estimated, no time is spent on synthesis. */
  private static final double HOPELESS = 1.3;

  private static final String TOO_TIGHT = "too-tight.json";

  @Override
  public String kind() {
    return "place-fitting";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public String subject() {
    return design.subject();
  }

  @Override
  public List<Step<?>> inputs() {
    return List.of(design);
  }

  @Override
  public List<Tool> tools() {
    return Stream.concat(Stream.of(Tool.YOSYS_FOR_PLACEMENT), flow().tools().stream()).toList();
  }

  @Override
  public boolean lacksTool() {
    return synthesizer.isEmpty() || placer.isEmpty();
  }

  @Override
  public PlaceFitting withoutTool() {
    return new PlaceFitting(design, seeds, minutes, clockMhz, "", "");
  }

  @Override
  public long diskMb() {
    return 200;
  }

  @Override
  public double effort() {
    return Needs.WHOLE_DESIGN * (1 + seeds);
  }

  private PlacementFigures placed(long cycles, Workspace workspace)
      throws IOException, InterruptedException {
    DataflowGraph graph = design.at(cycles, workspace);
    Utilization estimate = new AreaModel(device()).of(graph);
    Optional<NoRoom> hopeless = NoRoom.of(estimate, device(), HOPELESS);
    if (hopeless.isPresent()) {
      throw hopeless.get();
    }
    Netlist netlist = netlist(graph, workspace);
    return place(netlist, placer, workspace).with(netlist);
  }

  /** After a stop it may be there already. */
  private Netlist netlist(DataflowGraph graph, Workspace workspace)
      throws IOException, InterruptedException {
    Path folder = workspace.file(NETLIST);
    Optional<Netlist> before = Netlist.find(folder);
    if (before.isPresent() && before.get().dataflow().cyclesPerFrame() == graph.cyclesPerFrame()) {
      return before.get();
    }
    NetlistSynthesis yosys =
        new NetlistSynthesis(workspace.tool(Tool.YOSYS_FOR_PLACEMENT, synthesizer));
    workspace
        .listener()
        .note(
            String.format(
                Locale.ROOT,
                "synthesizing the whole design of %,d cycles a frame, which takes minutes",
                graph.cyclesPerFrame()));
    return yosys.run(TopModuleWriter.write(graph, workspace.file(Design.RTL)), device(), folder);
  }

  /** What did not fit is not tried again after a stop. */
  @Override
  public PlacementFigures run(Workspace workspace) throws IOException, InterruptedException {
    Path file = workspace.file(TOO_TIGHT);
    List<TooTight> tooTight =
        new ArrayList<>(
            Files.exists(file) ? List.of(Json.read(file, TooTight[].class)) : List.of());
    List<Long> speeds = design.speeds(workspace);
    for (long cycles : speeds.subList(tooTight.size(), speeds.size())) {
      try {
        return placed(cycles, workspace).after(tooTight);
      } catch (NoRoom lacking) {
        workspace.listener().note("%,d cycles a frame: %s".formatted(cycles, lacking.why()));
        tooTight.add(new TooTight(cycles, lacking.why()));
        Json.write(file, tooTight);
      }
    }
    TooTight slowest = tooTight.get(tooTight.size() - 1);
    throw new IOException(
        String.format(
            Locale.ROOT,
            "no speed of this network fits %s; at %,d cycles a frame, the slowest, %s",
            device().name(),
            slowest.cyclesPerFrame(),
            slowest.why()));
  }
}
