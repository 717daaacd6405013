package org.skiptrim.rtl;

import java.util.regex.Pattern;

/** What SystemVerilog says to tools: its text without comments and layout. */
public final class SourceCode {
  private static final Pattern COMMENT = Pattern.compile("//[^\n]*|/\\*.*?\\*/", Pattern.DOTALL);

  private SourceCode() {}

  /** A text in one line, a space between its words; strings have no {@code //} in this project. */
  public static String of(String text) {
    return COMMENT.matcher(text).replaceAll(" ").replaceAll("\\s+", " ").strip();
  }
}
