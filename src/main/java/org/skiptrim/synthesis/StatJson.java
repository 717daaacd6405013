package org.skiptrim.synthesis;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Reads what Yosys's {@code stat -json} says of a flattened design. A count is a number or, in the
 * hierarchical layout of newer versions, an object with a {@code count}, which is text there.
 */
final class StatJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private StatJson() {}

  /**
   * How many cells there are of each type.
   *
   * @throws IllegalArgumentException if this is not what Yosys says of one flat module
   */
  static SortedMap<String, Long> cells(String json) {
    JsonNode modules = parse(json).path("modules");
    if (modules.size() != 1) {
      throw wrong("has " + modules.size() + " modules and not one flat one");
    }
    JsonNode types = modules.iterator().next().path("num_cells_by_type");
    if (!types.isObject()) {
      throw wrong("has no num_cells_by_type");
    }
    SortedMap<String, Long> cells = new TreeMap<>();
    for (Map.Entry<String, JsonNode> type : types.properties()) {
      cells.put(type.getKey(), count(type));
    }
    return cells;
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JacksonException e) {
      throw wrong("is not JSON: " + e.getOriginalMessage());
    }
  }

  private static long count(Map.Entry<String, JsonNode> type) {
    JsonNode value = type.getValue().isObject() ? type.getValue().path("count") : type.getValue();
    String digits = value.asString("");
    if (!digits.matches("\\d+")) {
      throw wrong("counts cells of type " + type.getKey() + " as " + type.getValue());
    }
    return Long.parseLong(digits);
  }

  private static IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("Yosys's statistics: the file " + what);
  }
}
