package org.skiptrim.experiment;

import java.io.IOException;
import org.skiptrim.placement.Nextpnr;
import org.skiptrim.rtl.Netlist;

/**
 * Simulates what the placer has made of a netlist, as it has packed it into the chip's parts and
 * connected them, on the first test images, and compares every logit with the integers'.
 *
 * @param testbench checksum of the test bench around it
 * @param tool the simulator and its version; empty where it is not installed
 */
public record SimulateRouted(PlacedStep placed, int images, String testbench, String tool)
    implements CellSimulation {
  @Override
  public String kind() {
    return "simulate-routed";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Step<?> simulated() {
    return placed;
  }

  @Override
  public SimulateRouted withoutTool() {
    return new SimulateRouted(placed, images, testbench, "");
  }

  @Override
  public NetlistSimulationFigures run(Workspace workspace)
      throws IOException, InterruptedException {
    Netlist copy = Nextpnr.routed(placed.folder(workspace)).copyTo(workspace.file("simulated"));
    return compare("the routed design's cells", copy, placed.design(), workspace);
  }
}
