package org.skiptrim.experiment;

import java.io.IOException;
import java.util.List;
import org.skiptrim.placement.NoRoom;
import org.skiptrim.process.Tool;
import org.skiptrim.rtl.Netlist;

/**
 * Places and routes a netlist, and makes a bitstream of the fastest of several tries.
 *
 * @param seeds how many tries
 * @param minutes of a core for a try, at most
 * @param clockMhz what they aim at
 * @param tool the placer and its version; empty where it is not installed
 */
public record Place(SynthesizeNetlist netlist, int seeds, int minutes, double clockMhz, String tool)
    implements PlacedStep {
  @Override
  public String kind() {
    return "place";
  }

  @Override
  public int version() {
    return 3;
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
  public Design design() {
    return netlist.design();
  }

  @Override
  public Netlist netlist(Workspace workspace) throws IOException {
    return netlist.netlist(workspace);
  }

  @Override
  public List<Tool> tools() {
    return flow().tools();
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
    return 100;
  }

  @Override
  public double effort() {
    return Needs.WHOLE_DESIGN * seeds;
  }

  @Override
  public PlacementFigures run(Workspace workspace) throws IOException, InterruptedException {
    try {
      return place(netlist(workspace), tool, workspace);
    } catch (NoRoom lacking) {
      throw lacking.withRemedy(
          "make it slower (hardware.device_share, cycles_per_frame), try more placement.seeds or"
              + " minutes, or let placement.fit: auto find what fits");
    }
  }
}
