package org.skiptrim.hardware;

import java.util.List;

/**
 * One unit of a design.
 *
 * @param name unique in its graph, and an identifier in SystemVerilog
 * @param unit the module and its parameters
 * @param node the network node it computes or helps to compute
 * @param memories what stands in its read-only memories
 */
public record UnitInstance(String name, Unit unit, String node, List<Memory> memories) {

  /** Copies the memories. */
  public UnitInstance {
    memories = List.copyOf(memories);
  }
}
