package org.skiptrim.runs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.skiptrim.experiment.Step;

/** Remembers how a run went; interrupts the thread when the line comes that it waits for. */
public class Recording implements RunListener {
  final List<String> started = new ArrayList<>();
  final List<String> done = new ArrayList<>();
  final List<String> failures = new ArrayList<>();
  final List<String> notes = new ArrayList<>();
  private final String interruptAt;

  /** Interrupts at the first note that begins so; never if it is empty. */
  Recording(String interruptAt) {
    this.interruptAt = interruptAt;
  }

  /** Only listens. */
  public Recording() {
    this("");
  }

  /** What went wrong, a line a step. */
  public List<String> failures() {
    return failures;
  }

  @Override
  public void started(Step<?> step, int number, int total, int threads) {
    started.add(step.kind() + " with " + threads);
  }

  @Override
  public void progress(Step<?> step, RunStatus.Progress progress) {}

  @Override
  public void note(Step<?> step, String line) {
    notes.add(line);
    if (!interruptAt.isEmpty() && line.startsWith(interruptAt)) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void finished(Step<?> step, String summary, double seconds) {
    done.add(step.kind());
  }

  @Override
  public void failed(Step<?> step, String reason, Path log) {
    failures.add(step.kind() + ": " + reason);
  }
}
