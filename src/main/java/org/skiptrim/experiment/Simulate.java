package org.skiptrim.experiment;

import java.io.IOException;
import java.util.List;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.process.Tool;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.rtl.RtlDesign;
import org.skiptrim.simulation.SimulationResult;
import org.skiptrim.simulation.Verilator;
import org.skiptrim.storage.ProgressListener;

/**
 * Simulates a design on the first test images and compares every logit with the integers'.
 *
 * @param testbench checksum of the test bench around it
 * @param tool the simulator and its version; empty where it is not installed
 */
public record Simulate(Design design, int images, String testbench, String tool)
    implements Step<SimulationFigures> {
  @Override
  public String kind() {
    return "simulate";
  }

  @Override
  public int version() {
    return 1;
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
    QuantizedNetwork quantized = design.quantized(workspace);
    Dataset dataset = workspace.dataset(design.network().dataset());
    List<long[]> inputs = TestImages.first(images, dataset, quantized.inputType());
    RtlDesign rtl = design.copyTo(workspace.file("rtl"), workspace);
    Verilator verilator = new Verilator(workspace.tool(Tool.VERILATOR, tool));
    ProgressListener progress = workspace.listener();
    progress.note("building the simulation of " + rtl.instances().size() + " units");
    SimulationResult simulated =
        verilator.simulate(rtl, inputs, Verilator.Tracing.LOGITS, progress);
    LogitsComparison comparison =
        new LogitsComparison(
            quantized,
            image ->
                verilator
                    .simulate(rtl, List.of(image), Verilator.Tracing.ALL_NODES, progress)
                    .traces()
                    .get(0));
    return new SimulationFigures(
        images,
        comparison.compare(inputs, simulated.logits()),
        simulated.cyclesPerFrame(),
        simulated.firstFrameCycles(),
        Tool.VERILATOR.title(verilator.tool().version()));
  }
}
