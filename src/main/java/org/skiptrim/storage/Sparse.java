package org.skiptrim.storage;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A record as JSON without those components that are as in a usual one: what a step is asked to do
 * is named by that, so a component that is added later, with a usual value that changes nothing,
 * leaves the names of all earlier results as they are.
 *
 * <p>The usual record is part of the file format: it never changes, whatever the defaults of specs
 * become. A record uses it so:
 *
 * <pre>
 *   &#64;JsonValue Map&lt;String, Object&gt; said() { return Sparse.of(this, USUAL); }
 *   &#64;JsonCreator static Settings of(Map&lt;String, Object&gt; said) { return Sparse.read(said, USUAL); }
 * </pre>
 */
public final class Sparse {
  private Sparse() {}

  /** The components in which {@code record} differs from {@code usual}, by name in snake_case. */
  public static <R extends Record> Map<String, Object> of(R record, R usual) {
    Map<String, Object> said = new TreeMap<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      Object value = value(component, record);
      if (!Objects.equals(value, value(component, usual))) {
        said.put(name(component), Json.tree(value, component.getGenericType()));
      }
    }
    return said;
  }

  /**
   * The record that differs from {@code usual} in what is said.
   *
   * @throws IllegalArgumentException if something is said that it has no component for
   */
  @SuppressWarnings("unchecked") // a record's canonical constructor makes that record
  public static <R extends Record> R read(Map<String, Object> said, R usual) {
    Map<String, Object> left = new TreeMap<>(said);
    RecordComponent[] components = usual.getClass().getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      String name = name(components[i]);
      values[i] =
          left.containsKey(name)
              ? Json.value(left.remove(name), components[i].getGenericType())
              : value(components[i], usual);
    }
    if (!left.isEmpty()) {
      throw new IllegalArgumentException(
          usual.getClass().getSimpleName() + " has no " + String.join(", ", left.keySet()));
    }
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      var constructor = usual.getClass().getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return (R) constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IllegalArgumentException(cause.getMessage(), cause);
    }
  }

  private static String name(RecordComponent component) {
    return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  private static Object value(RecordComponent component, Record record) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component + " of " + record, e);
    }
  }
}
