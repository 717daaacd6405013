package org.skiptrim.experiment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.hardware.DataflowGraph;
import org.skiptrim.hardware.Folding;
import org.skiptrim.quantization.IntegerInterpreter;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.rtl.RtlDesign;
import org.skiptrim.rtl.TopModuleWriter;
import org.skiptrim.toolchain.BitExactness;
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
    List<long[]> inputs = inputs(quantized, workspace.dataset(design.network().dataset()));
    DataflowGraph graph = design.graph(workspace);
    RtlDesign rtl = TopModuleWriter.write(graph, workspace.file("rtl"));
    InstalledTool tool = workspace.tool(Tool.VERILATOR);
    workspace.listener().note("building the simulation of " + graph.units().size() + " units");
    SimulationResult simulated =
        new Verilator(tool)
            .simulate(graph, rtl, inputs, Verilator.Tracing.LOGITS, workspace.progress("images"));
    long logits = compare(quantized, inputs, simulated, new Tracing(graph, rtl, tool, workspace));
    long target = design.target().cycles(workspace);
    return new SimulationFigures(
        images,
        logits,
        simulated.cyclesPerFrame(),
        simulated.firstFrameCycles(),
        target,
        graph.skipFifoBits(),
        Folding.forCycles(quantized, target).multipliers(quantized).dsps(),
        "Verilator " + tool.version());
  }

  private List<long[]> inputs(QuantizedNetwork quantized, Dataset dataset) {
    List<long[]> inputs = new ArrayList<>();
    for (byte[] pixels : firstTestImages(dataset)) {
      long[] integers = new long[pixels.length];
      for (int i = 0; i < pixels.length; i++) {
        float real = dataset.normalization().apply(Byte.toUnsignedInt(pixels[i]));
        integers[i] = quantized.inputType().quantize(real);
      }
      inputs.add(integers);
    }
    return inputs;
  }

  private List<byte[]> firstTestImages(Dataset dataset) {
    List<byte[]> first = new ArrayList<>();
    for (int i = 0; i < images; i++) {
      first.add(dataset.test().image(i));
    }
    return first;
  }

  /** How many logits were compared; all are equal. */
  private static long compare(
      QuantizedNetwork quantized, List<long[]> inputs, SimulationResult simulated, Tracing tracing)
      throws IOException, InterruptedException {
    IntegerInterpreter integers = new IntegerInterpreter(quantized);
    long compared = 0;
    for (int i = 0; i < inputs.size(); i++) {
      long[] expected = integers.logits(inputs.get(i));
      long[] actual = simulated.logits().get(i);
      if (!Arrays.equals(expected, actual)) {
        throw tracing.mismatch(i, inputs.get(i), integers);
      }
      compared += expected.length;
    }
    return compared;
  }

  /** Finds where the hardware first goes wrong, with a simulation that writes all values down. */
  private record Tracing(
      DataflowGraph graph, RtlDesign rtl, InstalledTool tool, Workspace workspace) {

    IOException mismatch(int number, long[] image, IntegerInterpreter integers)
        throws IOException, InterruptedException {
      SimulationResult traced =
          new Verilator(tool)
              .simulate(
                  graph,
                  rtl,
                  List.of(image),
                  Verilator.Tracing.ALL_NODES,
                  workspace.progress("images"));
      String where =
          BitExactness.firstDifference(
                  graph.network(), integers.trace(image), traced.traces().get(0))
              .map(Object::toString)
              .orElse("only after other images, not when it is simulated alone");
      return new IOException(
          "the hardware's logits of test image " + number + " are not the integers': " + where);
    }
  }
}
