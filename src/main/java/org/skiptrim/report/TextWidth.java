package org.skiptrim.report;

/**
 * How wide a text may become. A browser's fonts aren't known here, so the widths are those of a
 * wide common font (DejaVu Sans): what finds room with it finds room with Arial or Helvetica.
 */
final class TextWidth {

  private TextWidth() {}

  static double of(String text, double size, boolean bold) {
    double width = text.codePoints().mapToDouble(TextWidth::of).sum();
    return width * size * (bold ? 1.1 : 1);
  }

  /** The text, cut with an ellipsis where it is wider than {@code room}. */
  static String cut(String text, double size, double room) {
    if (of(text, size, false) <= room) {
      return text;
    }
    int end = text.length();
    while (end > 0 && of(text.substring(0, end) + "…", size, false) > room) {
      end = text.offsetByCodePoints(end, -1);
    }
    return text.substring(0, end).stripTrailing() + "…";
  }

  private static double of(int c) {
    if ("iIjl.,:;'|!()[] ftr".indexOf(c) >= 0) {
      return 0.4;
    }
    if ("mMWw@%".indexOf(c) >= 0) {
      return 0.95;
    }
    if (c > 0x2E80) {
      return 1;
    }
    return Character.isUpperCase(c) || c > 0x7F ? 0.75 : 0.63;
  }
}
