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
      if (total < 0) {
        return String.format(Locale.ROOT, "%,d %s, %,.0f/s", done, unit, perSecond);
      }
      String left =
          perSecond > 0 ? ", " + Durations.text((total - done) / perSecond) + " left" : "";
      return String.format(
          Locale.ROOT, "%,d of %,d %s, %,.0f/s%s", done, total, unit, perSecond, left);
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
