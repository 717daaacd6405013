package org.skiptrim.cli;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import org.skiptrim.report.Durations;
import org.skiptrim.runs.RunStatus.Progress;

/** Line by line, without control characters: for logs. */
final class LineDisplay extends Display {
  private static final long NANOS_BETWEEN_LINES = 10_000_000_000L;

  private final PrintWriter out;
  private final LongSupplier nanoTime;
  private final Map<Object, Rate> rates = new HashMap<>();

  LineDisplay(PrintWriter out, LongSupplier nanoTime) {
    this.out = out;
    this.nanoTime = nanoTime;
  }

  @Override
  synchronized void show(Object who, String tag, Progress now) {
    long time = nanoTime.getAsLong();
    Rate rate = rates.get(who);
    if (rate == null || rate.total != now.total()) {
      rates.put(who, new Rate(time, now.done(), now.total()));
    } else if (time - rate.lastLine >= NANOS_BETWEEN_LINES) {
      rate.lastLine = time;
      print(tag + now.what() + ", " + rate.text(time, now));
    }
  }

  /** How fast work goes, from where it was first heard of. */
  private static final class Rate {
    private final long start;
    private final long first;
    private final long total;
    private long lastLine;

    Rate(long start, long first, long total) {
      this.start = start;
      this.first = first;
      this.total = total;
      this.lastLine = start;
    }

    String text(long time, Progress now) {
      double perSecond = (now.done() - first) / ((time - start) / 1e9);
      String text = String.format(Locale.ROOT, "%,d", now.done());
      text += total < 0 ? "" : String.format(Locale.ROOT, " of %,d", total);
      text += " " + now.unit();
      text += perSecond < 1 ? "" : String.format(Locale.ROOT, ", %,.0f/s", perSecond);
      boolean known = perSecond > 0 && total >= 0;
      return known
          ? text + ", " + Durations.text((total - now.done()) / perSecond) + " left"
          : text;
    }
  }

  @Override
  synchronized void forget(Object who) {
    rates.remove(who);
  }

  @Override
  synchronized void print(String line) {
    out.println(line);
    out.flush();
  }

  @Override
  public void close() {
    rates.clear();
  }
}
