package org.skiptrim.slurm;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The user's jobs at one moment. */
final class Queue {
  private final Map<String, QueuedJob> live = new HashMap<>();

  Queue(List<QueuedJob> jobs) {
    jobs.stream().filter(QueuedJob::isLive).forEach(job -> live.put(key(job), job));
  }

  private static String key(QueuedJob job) {
    return job.name() + "/" + job.index();
  }

  /** The job that waits or runs of that name, whatever its number. */
  Optional<QueuedJob> find(JobFile file) {
    return Optional.ofNullable(live.get(file.name() + "/" + file.index()));
  }
}
