package org.skiptrim.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Remembers the steps that ran; interrupts the thread when the line comes that it waits for. */
public final class Heard implements RunListener {
  final List<String> done = new ArrayList<>();
  final List<String> failures = new ArrayList<>();
  final List<String> notes = new ArrayList<>();
  private final String interruptAt;

  /** Interrupts at the first note that begins so; never if it is empty. */
  Heard(String interruptAt) {
    this.interruptAt = interruptAt;
  }

  /** Only listens. */
  public Heard() {
    this("");
  }

  @Override
  public void started(Step<?> step, int number, int total) {}

  @Override
  public void progress(String what, long now, long total, String unit) {}

  @Override
  public void note(String line) {
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
