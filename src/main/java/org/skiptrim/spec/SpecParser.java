package org.skiptrim.spec;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * From YAML 1.2 (core schema, with anchors and merge keys) to {@link SpecNode}s, which remember
 * their lines.
 */
final class SpecParser {
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setSchema(new CoreSchema()).build();

  private static final String MERGE = "<<";

  private final IntFunction<String> place;

  private SpecParser(IntFunction<String> place) {
    this.place = place;
  }

  /**
   * The YAML document's value; an empty document is an empty section.
   *
   * @param place what to call a line, counted from 1
   * @throws SpecException if it is not YAML
   */
  static SpecNode parse(String yaml, IntFunction<String> place) throws SpecException {
    SpecParser parser = new SpecParser(place);
    try {
      Iterator<Node> documents = new Compose(SETTINGS).composeAllFromString(yaml).iterator();
      if (!documents.hasNext()) {
        return new SpecNode(Map.of(), place.apply(1));
      }
      SpecNode document = parser.value(documents.next());
      if (documents.hasNext()) {
        throw new SpecException(
            parser.place(documents.next()) + ": a second document begins here; a spec is one");
      }
      return document;
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(Mark::getLine).orElse(0) + 1;
      throw new SpecException(place.apply(line) + ": this is not YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("unreadable");
      throw new SpecException(place.apply(1) + ": this is not YAML: " + reason);
    }
  }

  private String place(Node node) {
    return place.apply(node.getStartMark().map(Mark::getLine).orElse(0) + 1);
  }

  private SpecNode value(Node node) throws SpecException {
    if (node instanceof MappingNode mapping) {
      return new SpecNode(section(mapping), place(node));
    }
    if (node instanceof SequenceNode sequence) {
      List<SpecNode> items = new ArrayList<>();
      for (Node item : sequence.getValue()) {
        items.add(value(item));
      }
      return new SpecNode(items, place(node));
    }
    return new SpecNode(scalar((ScalarNode) node), place(node));
  }

  private Map<String, SpecNode> section(MappingNode mapping) throws SpecException {
    Map<String, SpecNode> entries = new LinkedHashMap<>();
    List<SpecNode> merged = new ArrayList<>();
    for (NodeTuple entry : mapping.getValue()) {
      SpecNode value = value(entry.getValueNode());
      String key = key(entry.getKeyNode());
      if (key.equals(MERGE)) {
        merged.add(value);
      } else if (entries.putIfAbsent(key, value) != null) {
        throw new SpecException(
            value.place() + ": key " + key + " is given a second time; keep one");
      }
    }
    for (SpecNode value : merged) {
      merge(value, entries);
    }
    return entries;
  }

  private String key(Node node) throws SpecException {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw new SpecException(place(node) + ": a key is a word, such as networks");
  }

  /** What stands in a section itself goes before what is merged, and the first before the next. */
  private static void merge(SpecNode value, Map<String, SpecNode> into) throws SpecException {
    if (value.value() instanceof List<?> sections) {
      for (Object section : sections) {
        merge((SpecNode) section, into);
      }
    } else if (value.isSection()) {
      value.entries().forEach(into::putIfAbsent);
    } else {
      throw new SpecException(
          value.place() + ": << merges sections, such as *name of one with &name before it");
    }
  }

  private Object scalar(ScalarNode node) throws SpecException {
    String text = node.getValue();
    if (node.getTag().equals(Tag.NULL)) {
      throw new SpecException(place(node) + ": a value is missing; give one or leave the key out");
    }
    if (node.getTag().equals(Tag.BOOL)) {
      return Boolean.valueOf(text);
    }
    if (node.getTag().equals(Tag.INT)) {
      return integer(text, node);
    }
    return node.getTag().equals(Tag.FLOAT) ? real(text) : text;
  }

  private Long integer(String text, ScalarNode node) throws SpecException {
    try {
      return text.startsWith("0o")
          ? Long.parseLong(text.substring(2), 8)
          : Long.decode(decimal(text));
    } catch (NumberFormatException e) {
      throw new SpecException(place(node) + ": " + text + " is too large a number");
    }
  }

  /** Leading zeros mean nothing in YAML 1.2, and octal in Java. */
  private static String decimal(String text) {
    return text.replaceFirst("^([-+]?)0+(?=[0-9])", "$1");
  }

  private static Double real(String text) {
    String number = text.replaceFirst("(?i)\\.nan", "NaN").replaceFirst("(?i)\\.inf", "Infinity");
    return Double.valueOf(number);
  }
}
