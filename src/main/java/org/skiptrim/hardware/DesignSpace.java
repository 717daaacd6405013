package org.skiptrim.hardware;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.skiptrim.device.Device;
import org.skiptrim.device.Resource;
import org.skiptrim.device.Utilization;
import org.skiptrim.hardware.Folding.Fold;
import org.skiptrim.quantization.QuantizedNetwork;

/**
 * The designs of a network that a share of a device allows, and the fastest of them, by {@link
 * AreaModel}'s estimate of each.
 *
 * @param style what of a design is a matter of choice; its device is the one
 * @param share of each resource, such as 0.8: placement gets hard near 1
 */
public record DesignSpace(QuantizedNetwork quantized, HardwareStyle style, double share) {

  /**
   * How much dearer block RAM gets from try to try, and the dearest: at 1 a block RAM is worth its
   * whole share of the LUTs, so that beyond it memories alone would fill the device.
   */
  private static final double DEARER = 1.2;

  private static final double DEAREST = 1.5;

  private Device device() {
    return style.memories().device();
  }

  /**
   * The cheapest folding of which no unit takes more than so many cycles for an image. Where it
   * needs more multipliers than there are, the products of whole convolutions are of LUTs, those
   * with the most multipliers first.
   *
   * @throws IllegalArgumentException naming the layer that cannot be that fast
   */
  public Folding folding(long cyclesPerFrame) {
    Folding folding = Folding.forCycles(quantized, cyclesPerFrame, style.memories());
    return device().dsps() == 0 ? folding : withinMultipliers(folding);
  }

  private Folding withinMultipliers(Folding folding) {
    List<UnitInstance> units = DataflowLowering.lower(quantized, folding, style).units();
    long over =
        units.stream().mapToLong(this::multipliers).sum() - (long) (share * device().dsps());
    Map<String, Fold> folds = new LinkedHashMap<>(folding.folds());
    for (UnitInstance unit :
        units.stream().sorted(Comparator.comparing(unit -> -multipliers(unit))).toList()) {
      if (over > 0 && unit.unit() instanceof Unit.MatrixVector) {
        folds.computeIfPresent(unit.node(), (node, fold) -> fold.ofLuts());
        over -= multipliers(unit);
      }
    }
    return new Folding(folds, folding.lanes());
  }

  private long multipliers(UnitInstance unit) {
    return unit.unit().multipliers(device());
  }

  /**
   * The design of a folding. Where the block RAMs do not suffice, they are worth more, so that more
   * memories are of LUTs; what does not fit at any price stays as {@code style} has it.
   *
   * @throws IllegalArgumentException naming a node that the hardware library cannot compute
   */
  public DataflowGraph design(Folding folding) {
    return design(folding, memories(folding));
  }

  private DataflowGraph design(Folding folding, MemoryStyles memories) {
    return DataflowLowering.lower(quantized, folding, style.withMemories(memories));
  }

  /** What the memories of the design of a folding are made of. */
  public MemoryStyles memories(Folding folding) {
    MemoryStyles asked = style.memories();
    MemoryStyles memories = asked;
    double price = Math.max(0.1, asked.blockRamPrice());
    while (!haveRoom(design(folding, memories))) {
      price *= DEARER;
      if (price > DEAREST) {
        return asked;
      }
      memories = asked.withPrice(price);
    }
    return memories;
  }

  private boolean haveRoom(DataflowGraph graph) {
    return graph.blockRams(device().family().blockRam()) <= share * device().blockRams();
  }

  /** What the network takes at each of the speeds that it can have, fastest first. */
  public List<Frontier> frontier() {
    return Folding.reachableCycles(quantized).stream().map(this::at).toList();
  }

  private Frontier at(long cycles) {
    DataflowGraph graph = design(folding(cycles));
    return new Frontier(graph.cyclesPerFrame(), new AreaModel(device()).of(graph));
  }

  /** The speeds of slower designs, in cycles a frame, fastest first. */
  public List<Long> slowerThan(long cyclesPerFrame) {
    return Folding.reachableCycles(quantized).stream()
        .filter(cycles -> cycles > cyclesPerFrame)
        .toList();
  }

  /** The cycles a frame of the fastest design that fits; of the smallest of all where none does. */
  public long fastest() {
    List<Long> cycles = Folding.reachableCycles(quantized);
    int low = 0;
    int high = cycles.size() - 1;
    while (low < high) {
      int middle = (low + high) / 2;
      if (fits(at(cycles.get(middle)).estimate())) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return cycles.get(low);
  }

  private boolean fits(Utilization estimate) {
    return Arrays.stream(Resource.values())
        .allMatch(resource -> estimate.used(resource) <= share * device().available(resource));
  }
}
