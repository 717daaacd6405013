package org.skiptrim.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** From YAML to {@link SpecNode}s, which remember their lines. */
final class SpecParser {
  private static final YAMLMapper YAML = YAMLMapper.builder().build();

  private final JsonParser parser;
  private final IntFunction<String> place;

  private SpecParser(JsonParser parser, IntFunction<String> place) {
    this.parser = parser;
    this.place = place;
  }

  /**
   * The YAML document's value; an empty document is an empty section.
   *
   * @param place what to call a line, counted from 1
   * @throws SpecException if it is not YAML
   */
  static SpecNode parse(String yaml, IntFunction<String> place) throws SpecException {
    try (JsonParser parser = YAML.createParser(yaml)) {
      return parser.nextToken() == null
          ? new SpecNode(Map.of(), place.apply(1))
          : new SpecParser(parser, place).value();
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      String reason = e.getOriginalMessage().lines().findFirst().orElse("unreadable");
      throw new SpecException(place.apply(line) + ": this is not YAML: " + reason);
    }
  }

  private SpecNode value() throws SpecException {
    String here = place.apply(parser.currentTokenLocation().getLineNr());
    return switch (parser.currentToken()) {
      case START_OBJECT -> new SpecNode(section(), here);
      case START_ARRAY -> new SpecNode(list(), here);
      case VALUE_NUMBER_INT -> new SpecNode(integer(here), here);
      case VALUE_NUMBER_FLOAT -> new SpecNode(parser.getDoubleValue(), here);
      case VALUE_TRUE, VALUE_FALSE -> new SpecNode(parser.getBooleanValue(), here);
      case VALUE_NULL ->
          throw new SpecException(here + ": a value is missing; give one or leave the key out");
      default -> new SpecNode(parser.getString(), here);
    };
  }

  private Long integer(String here) throws SpecException {
    try {
      return parser.getLongValue();
    } catch (JacksonException e) {
      throw new SpecException(here + ": " + parser.getString() + " is too large a number");
    }
  }

  private Map<String, SpecNode> section() throws SpecException {
    Map<String, SpecNode> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      SpecNode value = value();
      if (entries.putIfAbsent(key, value) != null) {
        throw new SpecException(
            value.place() + ": key " + key + " stands here a second time; keep one");
      }
    }
    return entries;
  }

  private List<SpecNode> list() throws SpecException {
    List<SpecNode> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value());
    }
    return items;
  }
}
