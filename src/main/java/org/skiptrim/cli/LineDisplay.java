package org.skiptrim.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Line by line, without control characters: for logs. */
final class LineDisplay extends Display {
  private static final long NANOS_BETWEEN_LINES = 10_000_000_000L;

  private final PrintWriter out;
  private final LongSupplier nanoTime;
  private Rate rate;
  private long lastLine;

  LineDisplay(PrintWriter out, LongSupplier nanoTime) {
    this.out = out;
    this.nanoTime = nanoTime;
  }

  @Override
  public void progress(String what, long done, long total, String unit) {
    long now = nanoTime.getAsLong();
    if (rate == null || rate.total() != total) {
      rate = new Rate(now, done, total);
      lastLine = now;
    } else if (now - lastLine >= NANOS_BETWEEN_LINES) {
      lastLine = now;
      note(what + ", " + rate.text(now, done, unit));
    }
  }

  /** How fast work goes, from where it was first heard of. */
  private record Rate(long start, long first, long total) {
    String text(long now, long done, String unit) {
      double perSecond = (done - first) / ((now - start) / 1e9);
      String text = String.format(Locale.ROOT, "%,d", done);
      text += total < 0 ? "" : String.format(Locale.ROOT, " of %,d", total);
      text += " " + unit;
      text += perSecond < 1 ? "" : String.format(Locale.ROOT, ", %,.0f/s", perSecond);
      boolean known = perSecond > 0 && total >= 0;
      return known ? text + ", " + Durations.text((total - done) / perSecond) + " left" : text;
    }
  }

  @Override
  void endProgress() {
    rate = null;
  }

  @Override
  void print(String line) {
    out.println(line);
    out.flush();
  }
}
