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
 * A step that simulates a design cell by cell, on the first test images, and compares every logit
 * with the integers'.
 */
public sealed interface CellSimulation extends Step<NetlistSimulationFigures>
    permits SimulateNetlist, SimulateRouted, SimulateBitstream {
  /** The step that made what is simulated. */
  Step<?> simulated();

  /** How many images. */
  int images();

  /** The simulator and its version; empty where it is not installed. */
  String tool();

  @Override
  default String subject() {
    return simulated().subject();
  }

  @Override
  default List<Step<?>> inputs() {
    return List.of(simulated());
  }

  @Override
  default List<Tool> tools() {
    return List.of(Tool.VERILATOR);
  }

  @Override
  default Class<NetlistSimulationFigures> figuresType() {
    return NetlistSimulationFigures.class;
  }

  @Override
  default long memoryMb() {
    return 4_000;
  }

  @Override
  default boolean lacksTool() {
    return tool().isEmpty();
  }

  @Override
  default long diskMb() {
    return 60;
  }

  @Override
  default double effort() {
    return Needs.WHOLE_DESIGN;
  }

  /**
   * Simulates and compares.
   *
   * @param source what the cells are those of, for people
   * @param cells in a folder that is written to
   */
  default NetlistSimulationFigures compare(
      String source, Netlist cells, Design design, Workspace workspace)
      throws IOException, InterruptedException {
    Dataset dataset = workspace.dataset(design.network().dataset());
    QuantizedNetwork quantized = design.quantized(workspace);
    Verilator verilator = new Verilator(workspace.tool(Tool.VERILATOR, tool()));
    workspace.listener().note("building the simulation of " + source);
    List<long[]> tested = TestImages.from(0, images(), dataset, quantized.inputType());
    SimulationResult result = verilator.build(cells, images()).run(tested, workspace.listener());
    long logits =
        new LogitsComparison(quantized, image -> result.traces().get(tested.indexOf(image)))
            .compare(0, tested, result.logits());
    return new NetlistSimulationFigures(
        source, images(), logits, Tool.VERILATOR.title(verilator.tool().version()));
  }
}
