package org.skiptrim.storage;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The constants of an enum as words in files, on command lines and in tables: {@code LEAST_HARMFUL}
 * is {@code least-harmful}.
 */
public final class Words {
  private Words() {}

  /** A constant's word. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The constants of a type by their words, in alphabetical order. */
  public static <E extends Enum<E>> Map<String, E> in(Class<E> type) {
    Map<String, E> byWord = new TreeMap<>();
    for (E constant : type.getEnumConstants()) {
      byWord.put(of(constant), constant);
    }
    return byWord;
  }
}
