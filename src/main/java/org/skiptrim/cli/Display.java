package org.skiptrim.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import org.skiptrim.experiment.RunListener;
import org.skiptrim.experiment.Step;
import org.skiptrim.storage.ProgressListener;

/** Shows how an experiment goes: lines that stay, and progress in between. */
abstract class Display implements RunListener, AutoCloseable {
  private String doing = "";

  /** With a bar on a terminal, line by line elsewhere. */
  static Display on(PrintWriter out) {
    int columns = Terminal.columns();
    return columns > 0 ? new BarDisplay(out, columns) : new LineDisplay(out, System::nanoTime);
  }

  /** Progress of downloads. */
  ProgressListener bytes() {
    return (what, done, total) -> {
      if (done == 0 && total < 0) {
        note(what);
      } else {
        progress(what, done, total, "bytes");
      }
    };
  }

  /** What the step is, in a few words. */
  String doing() {
    return doing;
  }

  /** Prints a line that stays. */
  abstract void print(String line);

  /** The progress shown so far is over. */
  abstract void endProgress();

  @Override
  public void started(Step<?> step, int number, int total) {
    doing = step.kind() + " " + step.subject();
    print(String.format(Locale.ROOT, "[%d/%d] %s", number, total, doing));
  }

  @Override
  public void note(String line) {
    print("      " + line);
  }

  @Override
  public void finished(Step<?> step, String summary, double seconds) {
    endProgress();
    print("      done in " + Durations.text(seconds) + ": " + summary);
  }

  @Override
  public void failed(Step<?> step, String reason, Path log) {
    endProgress();
    print("      failed: " + reason + " (log: " + log + ")");
  }

  @Override
  public void close() {
    endProgress();
  }
}
