package org.skiptrim.hardware;

import java.util.List;
import org.skiptrim.device.BlockRam;
import org.skiptrim.network.IntegerOp;
import org.skiptrim.network.Network;

/**
 * A design as units and the streams between them.
 *
 * @param network the graph on integers that it computes
 * @param units in the order of the network's nodes
 * @param streams every stream; the design's {@code in} first, its {@code out} last
 * @param skips the FIFOs of the skip connections
 */
public record DataflowGraph(
    Network<IntegerOp> network,
    List<UnitInstance> units,
    List<Stream> streams,
    List<SkipBuffer> skips) {

  /** Copies the lists. */
  public DataflowGraph {
    units = List.copyOf(units);
    streams = List.copyOf(streams);
    skips = List.copyOf(skips);
  }

  /** The cycles that an image takes in the slowest unit: no design can be faster than that. */
  public long cyclesPerFrame() {
    long streamed = streams.stream().mapToLong(Stream::beatsPerFrame).max().orElseThrow();
    long dense = units.stream().mapToLong(DataflowGraph::denseCycles).max().orElseThrow();
    return Math.max(streamed, dense);
  }

  /** Only a dense unit has steps in which no beat passes at any of its ports. */
  private static long denseCycles(UnitInstance instance) {
    return instance.unit() instanceof Unit.Dense dense
        ? LayerCost.denseCycles(
            dense.inputs(), dense.outputs(), new Folding.Fold(dense.pe(), dense.simd()))
        : 0;
  }

  /** The bits of all skip connections' FIFOs: what removing the skips saves. */
  public long skipFifoBits() {
    return skips.stream().mapToLong(SkipBuffer::bits).sum();
  }

  /** The block RAMs that its memories take, a half as one half. */
  public double blockRams(BlockRam blockRam) {
    long halves =
        units.stream()
            .flatMap(instance -> instance.unit().blockMemories().stream())
            .filter(memory -> memory.words() > 0)
            .mapToLong(memory -> blockRam.tiles(memory).halves())
            .sum();
    return halves / 2.0;
  }

  /** The bits of the feature maps that the skip connections begin with. */
  public long skipMapBits() {
    return skips.stream()
        .map(skip -> network.node(skip.add()))
        .map(add -> network.fork(add.inputs().get(0), add.inputs().get(1)))
        .mapToLong(fork -> (long) network.shape(fork).size() * streamOf(fork).type().bits())
        .sum();
  }

  private Stream streamOf(String node) {
    return streams.stream().filter(stream -> stream.node().equals(node)).findFirst().orElseThrow();
  }

  /** The design's input stream. */
  public Stream input() {
    return streams.get(0);
  }

  /** The design's output stream. */
  public Stream output() {
    return streams.get(streams.size() - 1);
  }

  /** The unit instance of that name. */
  public UnitInstance unit(String name) {
    return units.stream()
        .filter(instance -> instance.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no unit is named '" + name + "'"));
  }

  /** The same design with another depth of one skip's FIFO, to try what it needs. */
  public DataflowGraph withFifoDepth(String fifo, int depth) {
    Unit.SkipFifo old = (Unit.SkipFifo) unit(fifo).unit();
    Unit changed = new Unit.SkipFifo(old.bits(), depth, old.ramStyle());
    return new DataflowGraph(
        network,
        units.stream()
            .map(
                instance ->
                    instance.name().equals(fifo)
                        ? new UnitInstance(fifo, changed, instance.node(), List.of())
                        : instance)
            .toList(),
        streams,
        skips.stream()
            .map(skip -> skip.fifo().equals(fifo) ? skip.withBeats(depth) : skip)
            .toList());
  }
}
