package org.skiptrim.cli;

import java.io.PrintWriter;
import java.text.DecimalFormat;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.skiptrim.runs.RunStatus.Progress;

/** With a bar for each step that runs, below the lines: for terminals. */
final class BarDisplay extends Display {
  private static final String CLEAR_TO_END = "\u001b[J";

  private final PrintWriter out;
  private final int columns;
  private final Map<Object, Bar> bars = new LinkedHashMap<>();
  private int drawn;

  /** A bar and how it looks now. */
  private static final class Bar {
    private ProgressBar progress;
    private String text = "";
  }

  BarDisplay(PrintWriter out, int columns) {
    this.out = out;
    this.columns = columns;
  }

  @Override
  synchronized void show(Object who, String tag, Progress now) {
    Bar bar = bars.get(who);
    if (bar == null || bar.progress.getMax() != now.total()) {
      forget(who);
      bar = new Bar();
      bar.progress = start(bar, tag, now);
      bars.put(who, bar);
    }
    bar.progress.stepTo(now.done());
    bar.progress.setExtraMessage(" " + now.what());
  }

  private ProgressBar start(Bar bar, String tag, Progress now) {
    boolean bytes = now.unit().equals("bytes");
    ProgressBarBuilder builder = new ProgressBarBuilder();
    if (bytes || now.unit().equals("images")) {
      builder.showSpeed(new DecimalFormat("#,##0")); // of others there is less than one a second
    }
    return builder
        .setInitialMax(now.total())
        .startsFrom(now.done(), Duration.ZERO)
        .setTaskName(tag)
        .setUnit(bytes ? " MB" : " " + now.unit(), bytes ? 1_000_000 : 1)
        .setStyle(Terminal.style(System.getenv(), PlainWriter.encoding()))
        .setUpdateIntervalMillis(250)
        // Asking the terminal for its width would take Ctrl-C away from Java.
        .setConsumer(new DelegatingProgressBarConsumer(text -> look(bar, text), columns - 1))
        .build();
  }

  private synchronized void look(Bar bar, String text) {
    bar.text = text.replace("\r", "");
    if (bars.containsValue(bar)) {
      erase();
      draw();
    }
  }

  @Override
  synchronized void forget(Object who) {
    Bar bar = bars.remove(who);
    if (bar != null) {
      bar.progress.close();
      erase();
      draw();
    }
  }

  @Override
  synchronized void print(String line) {
    erase();
    out.print(line + "\n");
    draw();
  }

  /** Takes the bars away, back to where they began. */
  private void erase() {
    if (drawn > 0) {
      out.print("\r\u001b[" + drawn + "A" + CLEAR_TO_END);
      drawn = 0;
    }
  }

  private void draw() {
    for (Bar bar : bars.values()) {
      if (!bar.text.isEmpty()) {
        out.print(bar.text + "\n");
        drawn++;
      }
    }
    out.flush();
  }

  @Override
  public synchronized void close() {
    erase();
    bars.values().forEach(bar -> bar.progress.close());
    bars.clear();
    out.flush();
  }
}
