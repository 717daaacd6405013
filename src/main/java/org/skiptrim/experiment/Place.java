package org.skiptrim.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.skiptrim.device.Device;
import org.skiptrim.placement.Flow;
import org.skiptrim.placement.Nextpnr;
import org.skiptrim.placement.Placement;
import org.skiptrim.placement.Programs;
import org.skiptrim.process.InstalledTool;
import org.skiptrim.process.Tool;
import org.skiptrim.rtl.Netlist;

/**
 * Places and routes a netlist, and makes a bitstream of the fastest of several tries.
 *
 * @param seeds how many tries
 * @param minutes for a try, at most
 * @param clockMhz what they aim at
 * @param tool the placer and its version; empty where it is not installed
 */
public record Place(SynthesizeNetlist netlist, int seeds, int minutes, double clockMhz, String tool)
    implements Step<PlacementFigures> {
  private static final String PLACED = "placed";

  @Override
  public String kind() {
    return "place";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public String subject() {
    return netlist.subject();
  }

  @Override
  public List<Step<?>> inputs() {
    return List.of(netlist);
  }

  @Override
  public Class<PlacementFigures> figuresType() {
    return PlacementFigures.class;
  }

  @Override
  public long memoryMb() {
    return 2_500;
  }

  @Override
  public List<Tool> tools() {
    return List.of(flow().placer(), flow().packer(), flow().unpacker());
  }

  private Flow flow() {
    return Flow.of(netlist.device()).orElseThrow();
  }

  @Override
  public boolean lacksTool() {
    return tool.isEmpty();
  }

  @Override
  public Place withoutTool() {
    return new Place(netlist, seeds, minutes, clockMhz, "");
  }

  @Override
  public long diskMb() {
    return 50;
  }

  @Override
  public double effort() {
    return Needs.WHOLE_DESIGN * seeds;
  }

  @Override
  public PlacementFigures run(Workspace workspace) throws IOException, InterruptedException {
    Device device = netlist.device();
    Flow flow = flow();
    InstalledTool placer = workspace.tool(flow.placer(), tool);
    Netlist synthesized = netlist.netlist(workspace);
    Placement placed =
        new Nextpnr(
                flow,
                new Programs(
                    placer, workspace.tool(flow.packer(), ""), workspace.tool(flow.unpacker(), "")),
                Duration.ofMinutes(minutes),
                workspace.cores())
            .place(
                synthesized,
                device,
                seeds,
                clockMhz,
                Optional.empty(),
                workspace.file(PLACED),
                workspace.listener());
    return PlacementFigures.of(
        placed,
        device,
        synthesized.dataflow().cyclesPerFrame(),
        Files.size(placed.bitstream()),
        flow.placer().title(placer.version()));
  }

  /** What it made, to be read only. */
  Path folder(Workspace workspace) throws IOException {
    return workspace.file(this, PLACED);
  }
}
