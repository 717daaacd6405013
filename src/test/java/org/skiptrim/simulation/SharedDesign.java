package org.skiptrim.simulation;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.skiptrim.hardware.DataflowGraph;
import org.skiptrim.hardware.Stream;
import org.skiptrim.network.IntegerOp;
import org.skiptrim.network.Network;
import org.skiptrim.network.Shape;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.quantization.Seeds;
import org.skiptrim.rtl.Dataflow;

/**
 * One of the designs of a {@link SharedSimulation}.
 *
 * @param name of its folder and modules, with its seed
 * @param recorded the streams that are written down
 * @param gated the streams between units that can be held back at random
 */
record SharedDesign(
    String name,
    QuantizedNetwork network,
    DataflowGraph graph,
    List<Stream> recorded,
    List<Stream> gated) {

  /** Of which every node's values are written down, or the last one's. */
  static SharedDesign of(
      String name, QuantizedNetwork network, DataflowGraph graph, boolean allNodes) {
    Map<String, Stream> recorded = new LinkedHashMap<>();
    if (allNodes) {
      graph.streams().forEach(stream -> recorded.putIfAbsent(stream.node(), stream));
    }
    recorded.put(graph.output().node(), graph.output());
    Random random = Seeds.random(name.hashCode());
    List<Stream> inside = graph.streams().subList(0, graph.streams().size() - 1);
    List<Stream> gated = inside.stream().filter(stream -> random.nextInt(4) == 0).toList();
    return new SharedDesign(name, network, graph, List.copyOf(recorded.values()), gated);
  }

  /** The shape of its images. */
  Shape image() {
    return network.network().shape(network.network().input().name());
  }

  /** What a run with these depths of FIFOs has written. */
  SimulationFiles files(Path run, DataflowGraph limited) {
    Network<IntegerOp> nodes = graph.network();
    Map<String, Shape> shapes = new HashMap<>();
    graph.streams().forEach(s -> shapes.put(s.node(), nodes.shape(s.node())));
    Dataflow dataflow =
        new Dataflow(graph.streams(), shapes, limited.skips(), graph.cyclesPerFrame());
    Map<String, Stream> byFile = new LinkedHashMap<>();
    recorded.forEach(stream -> byFile.put(stream.name(), stream));
    return new SimulationFiles(dataflow, byFile, run.resolve(name));
  }
}
