package org.skiptrim.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.skiptrim.experiment.Step;
import org.skiptrim.report.Durations;
import org.skiptrim.runs.RunListener;
import org.skiptrim.runs.RunStatus.Progress;
import org.skiptrim.storage.ProgressListener;

/**
 * Shows how an experiment goes, of whose steps several run at a time: lines that stay, each with
 * the number of its step, and progress.
 */
abstract class Display implements RunListener, AutoCloseable {
  private final Map<Step<?>, Integer> numbers = new HashMap<>();

  /** With bars on a terminal, line by line elsewhere. */
  static Display on(PrintWriter out) {
    int columns = Terminal.columns();
    return columns > 0 ? new BarDisplay(out, columns) : new LineDisplay(out, System::nanoTime);
  }

  /** Prints a line that stays. */
  abstract void print(String line);

  /**
   * Shows how far something has come.
   *
   * @param who comes forward: a step, or a download
   * @param tag what its lines begin with
   */
  abstract void show(Object who, String tag, Progress progress);

  /** What was shown of somebody is over. */
  abstract void forget(Object who);

  /** What is done before the first step, such as downloads. */
  final ProgressListener preparation() {
    return new ProgressListener() {
      @Override
      public void progress(String what, long done, long total, String unit) {
        show("preparation", indent(""), new Progress(what, done, total, unit));
        if (done == total) {
          forget("preparation");
        }
      }

      @Override
      public void note(String line) {
        say(line);
      }
    };
  }

  /** A line that belongs to no step. */
  final void say(String line) {
    print(indent("") + line);
  }

  @Override
  public final void started(Step<?> step, int number, int total, int threads) {
    numbers.put(step, number);
    print(String.format(Locale.ROOT, "[%d/%d] %s", number, total, title(step)));
  }

  private static String title(Step<?> step) {
    return step.kind() + " " + step.subject();
  }

  @Override
  public final void progress(Step<?> step, Progress progress) {
    show(step, tag(step), progress);
  }

  @Override
  public final void note(Step<?> step, String line) {
    print(tag(step) + line);
  }

  @Override
  public final void finished(Step<?> step, String summary, double seconds) {
    forget(step);
    print(tag(step) + "done in " + Durations.text(seconds) + ": " + summary);
  }

  @Override
  public final void failed(Step<?> step, String reason, Path log) {
    forget(step);
    print(tag(step) + "failed: " + reason + " (log: " + log + ")");
  }

  private String tag(Step<?> step) {
    return indent("[" + numbers.get(step) + "]");
  }

  private static String indent(String tag) {
    return String.format("%-6s", tag);
  }

  @Override
  public abstract void close();
}
