package org.skiptrim.hardware;

/**
 * One end of a stream.
 *
 * @param instance a unit instance's name, or {@link #TOP}
 * @param name the stream's name at that end: {@code in}, {@code out}, {@code branch}, {@code skip}
 */
public record Port(String instance, String name) {

  /** Stands for the design itself, whose ports are {@code in} and {@code out}. */
  public static final String TOP = "top";

  /** A port of the design. */
  public static Port ofTop(String name) {
    return new Port(TOP, name);
  }

  /** Whether this is a port of the design itself. */
  public boolean isTop() {
    return instance.equals(TOP);
  }
}
