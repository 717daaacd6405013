package org.skiptrim.engine;

import java.util.Map;

/**
 * What a forward pass made.
 *
 * @param logits batch × classes
 * @param features the results of the nodes that were asked for, batch × C × H × W
 */
public record Outputs(Value logits, Map<String, Value> features) {
  /** Copies the map. */
  public Outputs {
    features = Map.copyOf(features);
  }
}
