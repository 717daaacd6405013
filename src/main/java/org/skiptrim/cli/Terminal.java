package org.skiptrim.cli;

/** Whether somebody watches. */
final class Terminal {
  private Terminal() {}

  /**
   * Whether standard output is a terminal that can go back to the start of a line. The launcher
   * knows ({@code skiptrim.terminal}); without it, Java's guess.
   */
  static boolean isThere() {
    boolean continuous = Boolean.parseBoolean(System.getenv().getOrDefault("CI", "false"));
    boolean dumb = "dumb".equals(System.getenv("TERM"));
    String said = System.getProperty("skiptrim.terminal");
    boolean terminal = said == null ? System.console() != null : Boolean.parseBoolean(said);
    return terminal && !continuous && !dumb;
  }
}
