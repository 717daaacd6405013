package org.skiptrim.slurm;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A task of an array job, as {@code squeue} shows it.
 *
 * @param number of the array
 * @param index of the task in it
 * @param state Slurm's word for it, such as {@code PENDING}
 * @param reason Slurm's word for why, such as {@code Dependency}; {@code None} if there is none
 * @param name of the array, which no other one has
 */
record QueuedJob(String number, int index, String state, String reason, String name) {
  /** What {@link #of} reads; the name stands last, since a stranger's may have any character. */
  static final String FORMAT = "%F|%K|%T|%r|%j";

  private static final Pattern LINE =
      Pattern.compile("(\\d+)\\|(\\d+)\\|([A-Z_]+)\\|([^|]*)\\|(.*)");

  private static final Set<String> ENDED =
      Set.of(
          "BOOT_FAIL",
          "CANCELLED",
          "COMPLETED",
          "DEADLINE",
          "FAILED",
          "NODE_FAIL",
          "OUT_OF_MEMORY",
          "PREEMPTED",
          "REVOKED",
          "TIMEOUT");

  /** The job of a line; empty if it is not a task of an array. */
  static Optional<QueuedJob> of(String line) {
    Matcher fields = LINE.matcher(line.strip());
    return fields.matches()
        ? Optional.of(
            new QueuedJob(
                fields.group(1),
                Integer.parseInt(fields.group(2)),
                fields.group(3),
                fields.group(4),
                fields.group(5)))
        : Optional.empty();
  }

  /** As Slurm's commands take it: {@code 4711_2}. */
  String id() {
    return number + "_" + index;
  }

  /** Whether it waits, runs, or is about to do either. */
  boolean isLive() {
    return !ENDED.contains(state);
  }

  /** Whether it waits for a job that did not end well, and so will be cancelled. */
  boolean isInVain() {
    return reason.equals("DependencyNeverSatisfied");
  }
}
