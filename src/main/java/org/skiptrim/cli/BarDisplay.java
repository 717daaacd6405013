package org.skiptrim.cli;

import java.io.PrintWriter;
import java.text.DecimalFormat;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** With one bar below the lines: for terminals. */
final class BarDisplay extends Display {
  /** Back to the start of the line, and clear it. */
  private static final String OVER_THE_BAR = "\r\u001b[K";

  private final PrintWriter out;
  private final int columns;
  private ProgressBar bar;

  BarDisplay(PrintWriter out, int columns) {
    this.out = out;
    this.columns = columns;
  }

  @Override
  public void progress(String what, long done, long total, String unit) {
    if (bar != null && bar.getMax() != total) {
      endProgress();
    }
    if (bar == null) {
      bar = bar(done, total, unit);
    }
    bar.stepTo(done);
    bar.setExtraMessage(" " + what);
  }

  private ProgressBar bar(long done, long total, String unit) {
    boolean bytes = unit.equals("bytes");
    ProgressBarBuilder builder = new ProgressBarBuilder();
    if (bytes || unit.equals("images")) {
      builder.showSpeed(new DecimalFormat("#,##0")); // of others there is less than one a second
    }
    return builder
        .setInitialMax(total)
        .startsFrom(done, Duration.ZERO)
        .setTaskName("     ")
        .setUnit(bytes ? " MB" : " " + unit, bytes ? 1_000_000 : 1)
        .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
        .setUpdateIntervalMillis(250)
        // With the width given: asking the terminal for it would take Ctrl-C away from Java.
        .setConsumer(new ConsoleProgressBarConsumer(System.out, columns))
        .build();
  }

  @Override
  void endProgress() {
    if (bar != null) {
      bar.close();
      bar = null;
      out.print(OVER_THE_BAR);
      out.flush();
    }
  }

  @Override
  void print(String line) {
    out.print((bar == null ? "" : OVER_THE_BAR) + line + "\n");
    out.flush();
  }
}
