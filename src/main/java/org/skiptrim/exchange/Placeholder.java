package org.skiptrim.exchange;

/**
 * Stands for whatever a pickle names, calls or refers to that is no weight. It takes any call, any
 * state and any items, and does nothing: so an optimizer or a date beside the weights does no harm,
 * and no harm is done by what an attacker put there.
 *
 * @param what it would be, in words: {@code argparse.Namespace}
 */
record Placeholder(String what) {
  private static final int LONGEST = 80;

  /** Longer texts are never names, and take their time to compare. */
  private static final int LONGEST_KEY = 1_000;

  /** Keeps messages short: a name in a damaged file can be as long as the file. */
  Placeholder {
    what = what.length() > LONGEST ? what.substring(0, LONGEST) + "…" : what;
  }

  /**
   * What weights are called, or something that is equal to itself only: to look at keys that are
   * lists or very long would cost an attacker little and us much.
   */
  static Object key(Object value) {
    boolean isShort = value instanceof String text && text.length() <= LONGEST_KEY;
    return isShort || value instanceof Long ? value : new Placeholder("an unusual key");
  }

  /** Never equal to another one, so that sets and dicts of them lose none. */
  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
