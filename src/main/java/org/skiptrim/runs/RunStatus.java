package org.skiptrim.runs;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a step stands: its {@code status.json}.
 *
 * @param progress what it is doing or was doing last
 * @param error why it failed, in one line; empty if it did not
 * @param started its last start
 * @param finished when it was done, failed or stopped
 * @param seconds it has run so far, all starts together
 * @param process that runs or ran it, such as {@code node7, process 4711}
 * @param peakMb the most memory that it had at a time, with the tools that it started; 0 where
 *     nobody looked
 */
public record RunStatus(
    State state,
    Progress progress,
    String error,
    Optional<Instant> started,
    Optional<Instant> finished,
    double seconds,
    String process,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) long peakMb) {

  /** Whether it is to be done, being done, done, or was tried in vain. */
  public enum State {
    /** Not begun, or stopped before its end. */
    PENDING,
    /** A living process is at it. */
    RUNNING,
    /** All of it is there. */
    DONE,
    /** It was tried and ended with an error. */
    FAILED
  }

  /**
   * How far a step has come.
   *
   * @param what it is doing, such as {@code epoch 2/4}
   * @param done how much, in units
   * @param total how much there is, or −1 if that is not known
   * @param unit what is counted, such as {@code images}
   */
  public record Progress(String what, long done, long total, String unit) {
    static final Progress NONE = new Progress("", 0, -1, "");

    /** From 0 to 1; 0 if it is not known how much there is. */
    public double share() {
      return total > 0 ? Math.min(1, (double) done / total) : 0;
    }

    /** As in {@code epoch 2/4 (25 %)}. */
    public String text() {
      return total > 0 ? what + " (" + 100 * done / total + " %)" : what;
    }
  }

  static RunStatus untouched() {
    return new RunStatus(
        State.PENDING, Progress.NONE, "", Optional.empty(), Optional.empty(), 0, "", 0);
  }

  RunStatus running(Instant now, String by) {
    return new RunStatus(
        State.RUNNING, Progress.NONE, "", Optional.of(now), Optional.empty(), seconds, by, peakMb);
  }

  /** The same run, further on. */
  RunStatus at(Progress now, double allSeconds) {
    return new RunStatus(state, now, error, started, finished, allSeconds, process, peakMb);
  }

  RunStatus ended(State end, String reason, Instant now, double allSeconds) {
    return new RunStatus(
        end, progress, reason, started, Optional.of(now), allSeconds, process, peakMb);
  }

  RunStatus withPeak(long megabytes) {
    return new RunStatus(
        state, progress, error, started, finished, seconds, process, Math.max(peakMb, megabytes));
  }

  /** What is seen of a run that says it is running while nobody is at it. */
  RunStatus abandoned() {
    return new RunStatus(
        State.PENDING, progress, error, started, finished, seconds, process, peakMb);
  }
}
