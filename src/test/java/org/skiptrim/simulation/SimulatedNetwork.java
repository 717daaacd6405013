package org.skiptrim.simulation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.skiptrim.hardware.DataflowGraph;
import org.skiptrim.process.Tool;
import org.skiptrim.process.Tools;
import org.skiptrim.quantization.IntegerInterpreter;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.rtl.RtlDesign;
import org.skiptrim.rtl.TopModuleWriter;
import org.skiptrim.storage.ProgressListener;

/** A network in hardware, simulated with the real Verilator. */
record SimulatedNetwork(QuantizedNetwork network, RtlDesign design, Simulator simulator) {

  static SimulatedNetwork build(QuantizedNetwork network, DataflowGraph graph, Path directory)
      throws IOException, InterruptedException {
    Verilator verilator =
        new Verilator(Tools.ofThisMachine().require(Tool.VERILATOR, notice -> {}));
    RtlDesign design = TopModuleWriter.write(graph, directory);
    return new SimulatedNetwork(
        network, design, verilator.build(design, Verilator.Tracing.ALL_NODES, 4));
  }

  SimulationResult run(List<long[]> images) throws IOException, InterruptedException {
    return simulator.run(images, ProgressListener.SILENT);
  }

  /** The first value in which the simulation and the interpreter differ. */
  Optional<BitExactness.Difference> firstDifference(List<long[]> images, SimulationResult result) {
    IntegerInterpreter interpreter = new IntegerInterpreter(network);
    for (int i = 0; i < images.size(); i++) {
      Optional<BitExactness.Difference> difference =
          BitExactness.firstDifference(
              network.network(), interpreter.trace(images.get(i)), result.traces().get(i));
      if (difference.isPresent()) {
        return difference;
      }
    }
    return Optional.empty();
  }
}
