package org.skiptrim.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.hardware.DataflowGraph;
import org.skiptrim.hardware.DataflowLowering;
import org.skiptrim.hardware.Folding;
import org.skiptrim.hardware.Styles;
import org.skiptrim.hardware.Unit;
import org.skiptrim.network.Network;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.onnx.OnnxNetwork;
import org.skiptrim.quantization.FakeQuantization;
import org.skiptrim.quantization.Precision;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.quantization.Quantizer;
import org.skiptrim.quantization.RandomQuantizedNetworks;
import org.skiptrim.skips.SkipConnection;
import org.skiptrim.skips.Skipper;

/** Other people's networks, from their file to hardware. */
@Execution(CONCURRENT)
class ImportedNetworkTest {
  @TempDir Path folder;

  /** A stem of 7×7 with a maximum behind it, and a mean of 2×2 pixels on a shortcut. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void run_networkWithImageNetsStem_everyValueEqual(boolean skipless) throws Exception {
    Path file = Path.of("src/test/resources/org/skiptrim/onnx/imagenet.onnx");
    TrainedNetwork read = OnnxNetwork.read(file).network();
    QuantizedNetwork network = quantized(skipless ? withoutSkips(read) : read);
    DataflowGraph graph =
        DataflowLowering.lower(network, Folding.forCycles(network, 20_000), Styles.TAPPED);
    assertEquals(
        skipless ? 1 : 2,
        graph.units().stream()
            .filter(unit -> unit.unit() instanceof Unit.Pool pool && pool.pixels() < 16)
            .count(),
        "pools over windows");
    List<long[]> images = RandomQuantizedNetworks.images(network, 1, 3);

    SimulatedNetwork simulated = SimulatedNetwork.build(network, graph, folder);
    SimulationResult result = simulated.run(images);

    assertEquals(Optional.empty(), simulated.firstDifference(images, result));
    assertEquals(graph.cyclesPerFrame(), result.cyclesPerFrame().orElseThrow());
  }

  private static TrainedNetwork withoutSkips(TrainedNetwork read) {
    Network<RealOp> network = read.network();
    List<SkipConnection> skips = SkipConnection.in(network);
    assertTrue(skips.size() > 1, skips.toString());
    for (SkipConnection skip : skips) {
      network = Skipper.remove(network, skip);
    }
    return new TrainedNetwork(network, read.parameters().restrictedTo(network));
  }

  private static QuantizedNetwork quantized(TrainedNetwork trained) {
    FixedPoint type = FixedPoint.signed(8, 3);
    Precision precision = new Precision(type, type, type);
    Network<RealOp> rounded = FakeQuantization.insert(trained.network(), precision);
    return Quantizer.quantize(new TrainedNetwork(rounded, trained.parameters()));
  }
}
