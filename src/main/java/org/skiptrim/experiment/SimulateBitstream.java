package org.skiptrim.experiment;

import java.io.IOException;
import java.util.List;
import org.skiptrim.placement.BitstreamDecoder;
import org.skiptrim.placement.Flow;
import org.skiptrim.process.Tool;
import org.skiptrim.rtl.Netlist;

/**
 * Simulates what a bitstream sets a chip to, on the first test images, and compares every logit
 * with the integers'.
 *
 * @param testbench checksum of the test bench around it
 * @param tool the simulator and its version; empty where it is not installed
 */
public record SimulateBitstream(PlacedStep placed, int images, String testbench, String tool)
    implements CellSimulation {
  @Override
  public String kind() {
    return "simulate-bitstream";
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
  public List<Tool> tools() {
    Flow flow = placed.flow();
    return List.of(Tool.VERILATOR, flow.unpacker(), flow.decoder().orElseThrow());
  }

  @Override
  public SimulateBitstream withoutTool() {
    return new SimulateBitstream(placed, images, testbench, "");
  }

  @Override
  public NetlistSimulationFigures run(Workspace workspace)
      throws IOException, InterruptedException {
    BitstreamDecoder decoder =
        new BitstreamDecoder(
            workspace.tool(placed.flow().unpacker(), ""),
            workspace.tool(placed.flow().decoder().orElseThrow(), ""));
    workspace.listener().note("saying what the bitstream's bits mean");
    Netlist decoded =
        decoder.decode(
            placed.netlist(workspace), placed.folder(workspace), workspace.file("simulated"));
    return compare("the bitstream", decoded, placed.design(), workspace);
  }
}
