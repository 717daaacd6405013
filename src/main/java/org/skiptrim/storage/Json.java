package org.skiptrim.storage;

import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON as it stands in run directories: snake_case keys in alphabetical order, the constants of
 * enums in lower case with dashes. Keys that are not known are passed over, so that files of other
 * versions can be read.
 */
public final class Json {
  /** In a path, whatever name stands first. */
  public static final String FIRST = "*";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .annotationIntrospector(new Dashes())
          .build();

  private Json() {}

  /** {@code FRONT_TO_BACK} as {@code front-to-back}. */
  private static final class Dashes extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    @Override
    public String[] findEnumValues(
        MapperConfig<?> config, AnnotatedClass type, Enum<?>[] constants, String[] names) {
      for (int i = 0; i < constants.length; i++) {
        names[i] = Words.of(constants[i]);
      }
      return names;
    }
  }

  /** One line. The same value always makes the same text. */
  public static String line(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /** A line for each value. */
  public static String pretty(Object value) {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
  }

  /** Writes a file, whole or not at all. */
  public static void write(Path file, Object value) throws IOException {
    AtomicFiles.write(file, pretty(value) + "\n");
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException naming the file, if it is something else
   */
  public static <T> T read(Path file, Class<T> type) throws IOException {
    return read(file, MAPPER.constructType(type));
  }

  /** Reads a file with a value in each line, as {@link #line} writes it. */
  public static <T> List<T> readLines(Path file, Class<T> type) throws IOException {
    List<T> values = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      values.add(parse(line, file, MAPPER.constructType(type)));
    }
    return values;
  }

  /** Reads a value of a generic type. */
  public static <T> T read(Path file, TypeReference<T> type) throws IOException {
    return read(file, MAPPER.constructType(type));
  }

  @SuppressWarnings("TypeParameterUnusedInFormals") // the type is that of the Java type
  private static <T> T read(Path file, JavaType type) throws IOException {
    return parse(Files.readString(file), file, type);
  }

  @SuppressWarnings("TypeParameterUnusedInFormals") // the type is that of the Java type
  private static <T> T parse(String text, Path file, JavaType type) throws IOException {
    try {
      return MAPPER.readValue(text, type);
    } catch (JacksonException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * Shows the members of one object in a file one after the other, so that a file larger than
   * memory can be read.
   *
   * @param path the names that lead to the object; {@link #FIRST} for the first one there
   */
  public static <T> void members(
      Path file, List<String> path, Class<T> type, BiConsumer<String, T> each) throws IOException {
    try (JsonParser in = MAPPER.createParser(file)) {
      in.nextToken();
      for (String wanted : path) {
        enter(in, wanted, file);
      }
      while (in.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = in.currentName();
        in.nextToken();
        each.accept(name, in.readValueAs(type));
      }
    } catch (JacksonException e) {
      throw unreadable(file, e);
    }
  }

  /** On to the value of that name in the object that begins here. */
  private static void enter(JsonParser in, String wanted, Path file) throws IOException {
    while (in.nextToken() == JsonToken.PROPERTY_NAME) {
      boolean found = wanted.equals(FIRST) || wanted.equals(in.currentName());
      in.nextToken();
      if (found) {
        return;
      }
      in.skipChildren();
    }
    throw new IOException("%s has no %s where it should; delete it".formatted(file, wanted));
  }

  private static IOException unreadable(Path file, JacksonException e) {
    String reason = e.getOriginalMessage().lines().findFirst().orElse("unreadable").strip();
    return new IOException(file + " cannot be read: " + reason + "; delete it", e);
  }

  /** A value as JSON of a type, which may be an interface that says which of its records it is. */
  static JsonNode tree(Object value, Type type) {
    return MAPPER.readTree(MAPPER.writerFor(MAPPER.constructType(type)).writeValueAsString(value));
  }

  /** The value of a type that {@link #tree} or a file has as JSON. */
  static Object value(Object json, Type type) {
    return MAPPER.convertValue(json, MAPPER.constructType(type));
  }
}
