package org.skiptrim.report;

/** Escapes text for HTML and XML, in elements and in double-quoted attributes alike. */
final class Markup {

  private Markup() {}

  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> append(escaped, c));
    return escaped.toString();
  }

  private static void append(StringBuilder escaped, int c) {
    switch (c) {
      case '&' -> escaped.append("&amp;");
      case '<' -> escaped.append("&lt;");
      case '>' -> escaped.append("&gt;");
      case '"' -> escaped.append("&quot;");
      default -> escaped.appendCodePoint(isXml(c) ? c : '\uFFFD');
    }
  }

  /** XML 1.0 has no control characters but these three, not even escaped. */
  private static boolean isXml(int c) {
    boolean surrogate = c >= 0xD800 && c <= 0xDFFF;
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && !surrogate && c < 0xFFFE)
        || c > 0xFFFF;
  }
}
