package org.skiptrim.experiment;

import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.process.Tool;
import org.skiptrim.simulation.Verilator;

/**
 * Simulates a design on the first test images and compares every logit with the integers'.
 *
 * @param testbench checksum of the test bench around it
 * @param tool the simulator and its version; empty where it is not installed
 */
public record Simulate(Design design, int images, String testbench, String tool)
    implements Step<SimulationFigures> {
  /** Images after which what was simulated is kept: a minute or two. */
  private static final int BATCH = 100;

  @Override
  public String kind() {
    return "simulate";
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
  public Class<SimulationFigures> figuresType() {
    return SimulationFigures.class;
  }

  @Override
  public long memoryMb() {
    return 3_000;
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
  public Simulate withoutTool() {
    return new Simulate(design, images, testbench, "");
  }

  @Override
  public double effort() {
    return Needs.SIMULATION;
  }

  @Override
  public SimulationFigures run(Workspace workspace) throws IOException, InterruptedException {
    Dataset dataset = workspace.dataset(design.network().dataset());
    Verilator verilator = new Verilator(workspace.tool(Tool.VERILATOR, tool));
    List<SimulationBatch> batches =
        new SimulationBatches(
                workspace.file("simulation"),
                BATCH,
                design.rtl(workspace),
                design.quantized(workspace),
                dataset,
                verilator,
                workspace.listener())
            .run(images, workspace.cores());
    SimulationBatch first = batches.get(0);
    int correct = batches.stream().mapToInt(SimulationBatch::correct).sum();
    return new SimulationFigures(
        images,
        batches.stream().mapToLong(SimulationBatch::logits).sum(),
        first.cyclesPerFrame(),
        first.firstFrameCycles(),
        images == dataset.test().size()
            ? OptionalDouble.of((double) correct / images)
            : OptionalDouble.empty(),
        Tool.VERILATOR.title(verilator.tool().version()));
  }
}
