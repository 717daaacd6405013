package org.skiptrim.experiment;

import java.io.IOException;
import java.util.List;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.process.Tool;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.rtl.Netlist;
import org.skiptrim.simulation.SimulationResult;
import org.skiptrim.simulation.Verilator;

/**
 * Simulates a netlist, cell by cell, on the first test images and compares every logit with the
 * integers'.
 *
 * @param testbench checksum of the test bench around it
 * @param tool the simulator and its version; empty where it is not installed
 */
public record SimulateNetlist(SynthesizeNetlist netlist, int images, String testbench, String tool)
    implements Step<NetlistSimulationFigures> {
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
  public Class<NetlistSimulationFigures> figuresType() {
    return NetlistSimulationFigures.class;
  }

  @Override
  public long memoryMb() {
    return 4_000;
  }

  @Override
  public List<Tool> tools() {
    return List.of(Tool.VERILATOR);
  }

  @Override
  public boolean lacksTool() {
    return tool.isEmpty();
  }

  @Override
  public SimulateNetlist withoutTool() {
    return new SimulateNetlist(netlist, images, testbench, "");
  }

  @Override
  public double effort() {
    return Needs.WHOLE_DESIGN;
  }

  @Override
  public NetlistSimulationFigures run(Workspace workspace)
      throws IOException, InterruptedException {
    Netlist copy = netlist.netlist(workspace).copyTo(workspace.file("simulated"));
    return simulate("the netlist's cells", copy, netlist.design(), images, tool, workspace);
  }

  /**
   * Compares every logit of the first test images with the integers'.
   *
   * @param source what the cells are those of, for people
   * @param cells in a folder that is written to
   */
  static NetlistSimulationFigures simulate(
      String source, Netlist cells, Design design, int images, String tool, Workspace workspace)
      throws IOException, InterruptedException {
    Dataset dataset = workspace.dataset(design.network().dataset());
    QuantizedNetwork quantized = design.quantized(workspace);
    Verilator verilator = new Verilator(workspace.tool(Tool.VERILATOR, tool));
    workspace.listener().note("building the simulation of " + source);
    List<long[]> tested = TestImages.from(0, images, dataset, quantized.inputType());
    SimulationResult result = verilator.build(cells, images).run(tested, workspace.listener());
    long logits =
        new LogitsComparison(quantized, image -> result.traces().get(tested.indexOf(image)))
            .compare(0, tested, result.logits());
    return new NetlistSimulationFigures(
        source, images, logits, Tool.VERILATOR.title(verilator.tool().version()));
  }
}
