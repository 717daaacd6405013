package org.skiptrim.cli;

import java.nio.charset.Charset;
import java.util.Map;
import me.tongfei.progressbar.ProgressBarStyle;

/** Whether somebody watches. */
final class Terminal {
  private static final int USUAL_COLUMNS = 80;

  private Terminal() {}

  /** The width of the terminal that standard output is; 0 if it is none or a dumb one. */
  static int columns() {
    return columns(
        System.getProperty("skiptrim.columns"), System.console() != null, System.getenv());
  }

  /**
   * The launcher knows; without it, Java's guess.
   *
   * @param said by the launcher; null if there was none
   */
  static int columns(String said, boolean hasConsole, Map<String, String> environment) {
    boolean continuous = Boolean.parseBoolean(environment.getOrDefault("CI", "false"));
    if (continuous || "dumb".equals(environment.get("TERM"))) {
      return 0;
    }
    if (said != null) {
      return Integer.parseInt(said);
    }
    return hasConsole ? USUAL_COLUMNS : 0;
  }

  /**
   * How bars look: in colours unless NO_COLOR forbids it, with blocks where the encoding has them.
   */
  static ProgressBarStyle style(Map<String, String> environment, Charset encoding) {
    if (!encoding.newEncoder().canEncode('█')) {
      return ProgressBarStyle.ASCII;
    }
    return environment.getOrDefault("NO_COLOR", "").isEmpty()
        ? ProgressBarStyle.COLORFUL_UNICODE_BLOCK
        : ProgressBarStyle.UNICODE_BLOCK;
  }
}
