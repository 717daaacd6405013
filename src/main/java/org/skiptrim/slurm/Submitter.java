package org.skiptrim.slurm;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.skiptrim.experiment.Step;
import org.skiptrim.process.ToolFailure;
import org.skiptrim.runs.Lease;
import org.skiptrim.runs.RunStore;
import org.skiptrim.storage.AtomicFiles;

/**
 * Submits steps that have no job. One process does so at a time, of all that share the run
 * directories, and looks again before it does: what another one has submitted is left alone.
 */
final class Submitter {
  /** A job is seen within that time, even if its {@code sbatch} outlived who started it. */
  private static final Duration SETTLING = Duration.ofSeconds(10);

  private static final int LARGEST_ARRAY = 500;

  private final RunStore store;
  private final Cluster cluster;
  private final Slurm slurm;
  private final Consumer<String> notice;
  private final Map<String, Long> unsettled = new HashMap<>();

  Submitter(RunStore store, Cluster cluster, Slurm slurm, Consumer<String> notice) {
    this.store = store;
    this.cluster = cluster;
    this.slurm = slurm;
    this.notice = notice;
  }

  /**
   * Submits what can be: steps whose inputs are done or have jobs.
   *
   * @param lost have no job as far as is known, each after those that it needs
   */
  void submit(List<Attempt> lost) throws IOException, InterruptedException {
    try (Lease lease = Lease.acquire(slurm.folder())) {
      Queue queue = slurm.queue();
      List<Attempt> waiting = new ArrayList<>();
      for (Attempt attempt : lost) {
        if (isFree(attempt.step(), queue)) {
          waiting.add(attempt);
        }
      }
      while (submitReady(waiting, queue)) {
        queue = slurm.queue();
      }
    } catch (ToolFailure e) {
      if (!Slurm.isPassing(e)) {
        throw e;
      }
      notice.accept(e.reason() + "; trying again");
    }
  }

  /** Whether nobody else is at it, and no job that was perhaps submitted may still turn up. */
  private boolean isFree(Step<?> step, Queue queue) throws IOException {
    Optional<JobFile> job = JobFile.read(store.path(step));
    if (store.isDone(step) || store.worker(step).isPresent()) {
      return false;
    }
    if (job.isEmpty()) {
      return true;
    }
    return queue.find(job.get()).isEmpty() && (job.get().isNumbered() || isSettled(job.get()));
  }

  private boolean isSettled(JobFile job) {
    long now = System.nanoTime();
    return now - unsettled.computeIfAbsent(job.name(), name -> now) > SETTLING.toNanos();
  }

  /** Those that can be now; whether there were any. */
  private boolean submitReady(List<Attempt> waiting, Queue queue)
      throws IOException, InterruptedException {
    Map<JobNeeds, List<Attempt>> alike = new LinkedHashMap<>();
    for (Attempt attempt : List.copyOf(waiting)) {
      Optional<List<String>> after = after(attempt.step(), queue);
      if (after.isPresent()) {
        waiting.remove(attempt);
        alike.computeIfAbsent(needs(attempt, after.get()), n -> new ArrayList<>()).add(attempt);
      }
    }
    for (Map.Entry<JobNeeds, List<Attempt>> array : alike.entrySet()) {
      List<Attempt> all = array.getValue();
      for (int from = 0; from < all.size(); from += LARGEST_ARRAY) {
        submit(array.getKey(), all.subList(from, Math.min(all.size(), from + LARGEST_ARRAY)));
      }
    }
    return !alike.isEmpty();
  }

  private JobNeeds needs(Attempt attempt, List<String> after) throws IOException {
    int cores = cores(store, cluster, attempt.step());
    return JobNeeds.of(attempt.step(), cores, cluster.device(), after, attempt.number());
  }

  /** A training goes on with the threads that it began with, so that it ends with the same bits. */
  static int cores(RunStore store, Cluster cluster, Step<?> step) throws IOException {
    if (!step.learns()) {
      return 1;
    }
    return cluster.threads().isPresent()
        ? cluster.threads().getAsInt()
        : store.threads(step).orElse(cluster.profile().cores());
  }

  /**
   * The jobs that a step has to wait for; empty if one that it needs has neither job nor result.
   */
  private Optional<List<String>> after(Step<?> step, Queue queue) throws IOException {
    List<String> after = new ArrayList<>();
    for (Step<?> input : step.inputs()) {
      Optional<QueuedJob> job = Optional.empty();
      if (!store.isDone(input)) {
        job = JobFile.read(store.path(input)).flatMap(queue::find);
        if (job.filter(one -> !one.isInVain()).isEmpty()) {
          return Optional.empty();
        }
      }
      job.ifPresent(one -> after.add(one.id()));
    }
    return Optional.of(after);
  }

  /** First what is submitted is written down, then it is submitted, then its number is added. */
  private void submit(JobNeeds needs, List<Attempt> attempts)
      throws IOException, InterruptedException {
    String name = Slurm.NAMES + needs.kind() + "-" + UUID.randomUUID().toString().substring(24);
    Path script = slurm.folder(name).resolve("job.sh");
    List<Path> directories = attempts.stream().map(one -> store.path(one.step())).toList();
    AtomicFiles.write(script, JobScript.of(cluster, needs, directories));
    List<JobFile> jobs = new ArrayList<>();
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    for (int i = 0; i < attempts.size(); i++) {
      store.prepare(attempts.get(i).step());
      jobs.add(new JobFile(name, i, "", now, attempts.get(i).number(), attempts.get(i).mark()));
      jobs.get(i).write(directories.get(i));
    }
    String number = submit(options(name, needs, jobs.size()), script, directories);
    for (int i = 0; i < jobs.size(); i++) {
      jobs.get(i).numbered(number).write(directories.get(i));
      attempts.get(i).followed().submitted();
    }
    notice.accept("job " + number + ": " + title(attempts));
  }

  /** A job that is refused for good leaves nothing behind. */
  private String submit(List<String> options, Path script, List<Path> directories)
      throws IOException, InterruptedException {
    try {
      return slurm.submit(options, script);
    } catch (ToolFailure e) {
      if (Slurm.isPassing(e)) {
        throw e;
      }
      for (Path directory : directories) {
        JobFile.remove(directory);
      }
      throw new IOException(
          "Slurm takes no job with %s: %s; mend the profile (slurm.yaml, --profile)"
              .formatted(String.join(" ", options), e.reason()),
          e);
    }
  }

  private List<String> options(String name, JobNeeds needs, int size) {
    List<String> options = new ArrayList<>();
    options.add("--job-name=" + name);
    options.add("--array=0-" + (size - 1));
    options.add("--output=" + slurm.folder(name).resolve("%a.out"));
    options.add("--open-mode=append");
    options.addAll(needs.options(cluster.profile()));
    return options;
  }

  private static String title(List<Attempt> attempts) {
    Step<?> first = attempts.get(0).step();
    int others = attempts.size() - 1;
    return first.kind()
        + " "
        + first.subject()
        + (others == 0 ? "" : " and " + others + " more of its kind");
  }
}
