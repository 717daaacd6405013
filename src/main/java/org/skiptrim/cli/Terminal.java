package org.skiptrim.cli;

import java.nio.charset.Charset;
import java.util.Map;
import me.tongfei.progressbar.ProgressBarStyle;

/** Whether somebody watches. */
final class Terminal {
  private Terminal() {}

  /** The width of the terminal that standard output is; 0 if it is none or a dumb one. */
  static int columns() {
    return columns(System.getProperty("skiptrim.columns", "0"), System.getenv());
  }

  /**
   * Java cannot tell, or not the same in each version.
   *
   * @param said by the launcher
   */
  static int columns(String said, Map<String, String> environment) {
    boolean continuous = Boolean.parseBoolean(environment.getOrDefault("CI", "false"));
    if (continuous || "dumb".equals(environment.get("TERM"))) {
      return 0;
    }
    return Integer.parseInt(said);
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
