package org.skiptrim.experiment;

import java.io.IOException;
import java.util.List;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.hardware.DataflowGraph;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.rtl.RtlDesign;
import org.skiptrim.rtl.TopModuleWriter;
import org.skiptrim.storage.ProgressListener;
import org.skiptrim.toolchain.InstalledTool;
import org.skiptrim.toolchain.SimulationResult;
import org.skiptrim.toolchain.Tool;
import org.skiptrim.toolchain.Verilator;

/** Simulates a design on the first test images and compares every logit with the integers'. */
public record Simulate(Design design, int images) implements Step<SimulationFigures> {
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
    return design.inputs();
  }

  @Override
  public Class<SimulationFigures> figuresType() {
    return SimulationFigures.class;
  }

  @Override
  public SimulationFigures run(Workspace workspace) throws IOException, InterruptedException {
    QuantizedNetwork quantized = design.quantized(workspace);
    DataflowGraph graph = design.graph(workspace);
    RtlDesign rtl = TopModuleWriter.write(graph, workspace.file("rtl"));
    Dataset dataset = workspace.dataset(design.network().dataset());
    List<long[]> inputs = TestImages.first(images, dataset, quantized.inputType());
    InstalledTool tool = workspace.tool(Tool.VERILATOR);
    Verilator verilator = new Verilator(tool);
    ProgressListener progress = workspace.progress("images");
    workspace.listener().note("building the simulation of " + graph.units().size() + " units");
    SimulationResult simulated =
        verilator.simulate(graph, rtl, inputs, Verilator.Tracing.LOGITS, progress);
    LogitsComparison comparison =
        new LogitsComparison(
            quantized,
            image ->
                verilator
                    .simulate(graph, rtl, List.of(image), Verilator.Tracing.ALL_NODES, progress)
                    .traces()
                    .get(0));
    return new SimulationFigures(
        images,
        comparison.compare(inputs, simulated.logits()),
        simulated.cyclesPerFrame(),
        simulated.firstFrameCycles(),
        design.target().cycles(workspace),
        graph.skipFifoBits(),
        "Verilator " + tool.version());
  }
}
