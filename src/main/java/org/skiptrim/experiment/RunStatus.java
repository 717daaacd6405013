package org.skiptrim.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a step stands: its {@code status.json}.
 *
 * @param progress what it is doing or was doing last, in a few words
 * @param error why it failed, in one line; empty if it did not
 * @param started its last start
 * @param finished when it was done, failed or stopped
 * @param seconds it has run so far, all starts together
 * @param pid the process that runs or ran it
 */
public record RunStatus(
    State state,
    String progress,
    String error,
    Optional<Instant> started,
    Optional<Instant> finished,
    double seconds,
    long pid) {

  /** Whether it is to be done, being done, done, or was tried in vain. */
  public enum State {
    @JsonProperty("pending")
    PENDING,
    @JsonProperty("running")
    RUNNING,
    @JsonProperty("done")
    DONE,
    @JsonProperty("failed")
    FAILED
  }

  static RunStatus untouched() {
    return new RunStatus(State.PENDING, "", "", Optional.empty(), Optional.empty(), 0, 0);
  }

  RunStatus running(Instant now, long process) {
    return new RunStatus(
        State.RUNNING, "", "", Optional.of(now), Optional.empty(), seconds, process);
  }

  /** The same run, further on. */
  RunStatus at(String text, double allSeconds) {
    return new RunStatus(state, text, error, started, finished, allSeconds, pid);
  }

  RunStatus ended(State end, String reason, Instant now, double allSeconds) {
    return new RunStatus(end, progress, reason, started, Optional.of(now), allSeconds, pid);
  }
}
