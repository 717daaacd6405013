package org.skiptrim.experiment;

import java.io.IOException;
import org.skiptrim.rtl.Netlist;

/**
 * Simulates a netlist, cell by cell, on the first test images and compares every logit with the
 * integers'.
 *
 * @param testbench checksum of the test bench around it
 * @param tool the simulator and its version; empty where it is not installed
 */
public record SimulateNetlist(NetlistStep<?> netlist, int images, String testbench, String tool)
    implements CellSimulation {
  @Override
  public String kind() {
    return "simulate-netlist";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public Step<?> simulated() {
    return netlist;
  }

  @Override
  public SimulateNetlist withoutTool() {
    return new SimulateNetlist(netlist, images, testbench, "");
  }

  @Override
  public NetlistSimulationFigures run(Workspace workspace)
      throws IOException, InterruptedException {
    Netlist copy = netlist.netlist(workspace).copyTo(workspace.file("simulated"));
    return compare("the netlist's cells", copy, netlist.design(), workspace);
  }
}
