package org.skiptrim.hardware;

import java.util.List;
import org.skiptrim.device.Utilization;
import org.skiptrim.quantization.QuantizedNetwork;

/**
 * What a network would take of a device at one of the speeds that it can have.
 *
 * @param cyclesPerFrame that an image takes in the slowest unit
 * @param estimate without any tool
 */
public record Frontier(long cyclesPerFrame, Utilization estimate) {

  /** All speeds at which the layers with the most work change their parallelism, fastest first. */
  public static List<Frontier> of(QuantizedNetwork quantized, HardwareStyle style) {
    return Folding.reachableCycles(quantized).stream()
        .map(cycles -> at(cycles, quantized, style))
        .toList();
  }

  private static Frontier at(long cycles, QuantizedNetwork quantized, HardwareStyle style) {
    Folding folding = Folding.forCycles(quantized, cycles, style.memories());
    DataflowGraph graph = DataflowLowering.lowerWithin(quantized, folding, style);
    return new Frontier(graph.cyclesPerFrame(), new AreaModel(style.memories().device()).of(graph));
  }
}
