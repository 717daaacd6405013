package org.skiptrim.process;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How long a tool may take.
 *
 * @param duration at most
 * @param ofProcessor whether its processor time counts, which a busy machine does not lengthen, and
 *     not the time that passes
 */
record TimeLimit(Duration duration, boolean ofProcessor) {
  static final TimeLimit NONE = new TimeLimit(Duration.ofDays(3650), false);

  private static final long LOOK_MILLIS = 200;

  /** Waits for a process that was just started; whether it has ended in time. */
  boolean hasEnded(Process process) throws InterruptedException {
    if (!ofProcessor) {
      return process.waitFor(duration.toNanos(), TimeUnit.NANOSECONDS);
    }
    long start = System.nanoTime();
    while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
      Duration passed = Duration.ofNanos(System.nanoTime() - start);
      if (used(process).orElse(passed).compareTo(duration) > 0) {
        return false;
      }
    }
    return true;
  }

  /** With all that it has started and that is still there; empty where the system does not say. */
  private static Optional<Duration> used(Process process) {
    List<Duration> times =
        Stream.concat(Stream.of(process.toHandle()), process.descendants())
            .flatMap(one -> one.info().totalCpuDuration().stream())
            .toList();
    return times.stream().reduce(Duration::plus);
  }

  @Override
  public String toString() {
    return duration.toSeconds() + (ofProcessor ? " s of processor time" : " s");
  }
}
