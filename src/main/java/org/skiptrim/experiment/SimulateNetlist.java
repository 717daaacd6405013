package org.skiptrim.experiment;

import java.io.IOException;
import java.util.List;
import org.skiptrim.process.Tool;
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
  public String subject() {
    return netlist.subject();
  }

  @Override
  public List<Step<?>> inputs() {
    return List.of(netlist);
  }

  @Override
  public List<Tool> tools() {
    return List.of(Tool.VERILATOR);
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
