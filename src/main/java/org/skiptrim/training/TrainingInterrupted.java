package org.skiptrim.training;

import java.util.concurrent.CancellationException;

/** The thread was interrupted in the middle of an epoch; the state is what it had come to. */
final class TrainingInterrupted extends CancellationException {
  private static final long serialVersionUID = 1;

  private final transient TrainingState state;

  TrainingInterrupted(TrainingState state) {
    super("interrupted");
    this.state = state;
  }

  TrainingState state() {
    return state;
  }
}
