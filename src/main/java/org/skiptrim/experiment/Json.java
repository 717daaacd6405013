package org.skiptrim.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.skiptrim.storage.AtomicFiles;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON as it stands in run directories: snake_case keys in alphabetical order. */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private Json() {}

  /** One line. The same value always makes the same text. */
  static String line(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  static void write(Path file, Object value) throws IOException {
    AtomicFiles.write(file, pretty(value) + "\n");
  }

  /** A line for each value. */
  public static String pretty(Object value) {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException naming the file, if it is something else
   */
  static <T> T read(Path file, Class<T> type) throws IOException {
    return read(file, MAPPER.constructType(type));
  }

  /** Reads an object of texts. */
  static Map<String, String> readTexts(Path file) throws IOException {
    return read(file, MAPPER.constructType(new TypeReference<Map<String, String>>() {}));
  }

  private static <T> T read(Path file, JavaType type) throws IOException {
    String text = Files.readString(file);
    try {
      return MAPPER.readValue(text, type);
    } catch (JacksonException e) {
      throw new IOException(
          file + " cannot be read: " + Reason.firstLine(e.getOriginalMessage()) + "; delete it", e);
    }
  }
}
