package org.skiptrim.quantization;

import java.util.HashMap;
import java.util.Map;
import org.skiptrim.network.Parameters;

/** Parameters as long integers, converted once. */
final class IntegerParameters {
  private final Map<String, Map<String, long[]>> values = new HashMap<>();

  IntegerParameters(Parameters parameters) {
    parameters
        .nodes()
        .forEach(
            (node, byName) ->
                byName.forEach(
                    (name, array) ->
                        values
                            .computeIfAbsent(node, key -> new HashMap<>())
                            .put(name, array.toLongs())));
  }

  long[] get(String node, String name) {
    return values.get(node).get(name);
  }
}
