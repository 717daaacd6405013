package org.skiptrim.slurm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.skiptrim.experiment.Step;
import org.skiptrim.process.ToolFailure;
import org.skiptrim.runs.RunListener;
import org.skiptrim.runs.RunStatus;
import org.skiptrim.runs.RunStore;
import org.skiptrim.runs.RunSummary;
import org.skiptrim.storage.DiskFull;

/**
 * Does what an experiment still lacks as jobs of a Slurm cluster: all that is missing is submitted
 * at once, and again when a job ended before its step was done. It may be killed at any moment and
 * run again, or twice at a time: jobs go on without it and are found again by their names.
 */
public final class SlurmRunner {
  private final RunStore store;
  private final Cluster cluster;
  private final RunListener listener;
  private final Consumer<String> notice;
  private final Slurm slurm;
  private final Submitter submitter;
  private final Attempts attempts;

  private final List<FollowedStep> open = new ArrayList<>();
  private final List<Step<?>> failed = new ArrayList<>();
  private final List<Step<?>> blocked = new ArrayList<>();
  private int started;
  private int missing;
  private Queue last = new Queue(List.of());
  private boolean asked;
  private boolean silent;

  /**
   * A runner of one experiment.
   *
   * @param store where its results are, seen by all nodes under the same path
   * @param notice hears what belongs to no step that has begun
   */
  public SlurmRunner(
      RunStore store, Cluster cluster, RunListener listener, Consumer<String> notice) {
    this.store = store;
    this.cluster = cluster;
    this.listener = listener;
    this.notice = notice;
    this.slurm = new Slurm(store.path("slurm"));
    this.submitter = new Submitter(store, cluster, slurm, notice);
    this.attempts = new Attempts(store, slurm);
  }

  /**
   * Waits until all steps are done, or failed. If one fails, those that do not need it are done all
   * the same.
   *
   * @param steps each after those that it needs
   * @throws InterruptedException if this thread was interrupted; the jobs go on
   */
  public RunSummary run(List<Step<?>> steps) throws IOException, InterruptedException {
    for (Step<?> step : steps) {
      if (!store.isDone(step)) {
        open.add(new FollowedStep(store, step));
      }
    }
    missing = open.size();
    if (missing > 0) {
      slurm.require();
    }
    try {
      while (!open.isEmpty()) {
        look();
        if (!open.isEmpty()) {
          Thread.sleep(cluster.profile().pollSeconds() * 1000L);
        }
      }
    } finally {
      sayWhatGoesOn();
    }
    return new RunSummary(steps.size(), steps.size() - missing, failed, blocked);
  }

  private void look() throws IOException, InterruptedException {
    Optional<Queue> queue = ask(); // asked first, so that the last words of jobs are heard
    for (FollowedStep one : List.copyOf(open)) {
      if (queue.isPresent()) {
        one.look(queue.get());
      }
      follow(one);
    }
    block();
    if (queue.isPresent()) {
      submitLost();
    }
  }

  /** The jobs; empty if Slurm does not answer just now, as while it is started anew. */
  private Optional<Queue> ask() throws IOException, InterruptedException {
    try {
      last = slurm.queue();
      if (silent) {
        notice.accept("Slurm answers again");
      }
      asked = true;
      silent = false;
      return Optional.of(last);
    } catch (ToolFailure e) {
      if (!asked) {
        throw e;
      }
      if (!silent) {
        notice.accept("Slurm does not answer (" + e.reason() + "); jobs go on, waiting for it");
      }
      silent = true;
      return Optional.empty();
    }
  }

  private void follow(FollowedStep one) throws IOException {
    RunStatus status = store.status(one.step());
    switch (status.state()) {
      case RUNNING -> begin(one);
      case DONE -> {
        begin(one);
        open.remove(one);
        String summary = store.summary(one.step()).orElse("");
        listener.finished(one.step(), summary, one.watch().seconds());
      }
      case FAILED -> {
        if (one.hadJob() && !DiskFull.isSaidIn(status.error())) {
          fail(one, status.error());
        }
      }
      case PENDING -> {}
    }
  }

  private void begin(FollowedStep one) throws IOException {
    if (one.begins()) {
      int cores = Submitter.cores(store, cluster, one.step());
      listener.started(one.step(), ++started, missing, cores);
    }
    one.watch().tell(listener);
  }

  private void fail(FollowedStep one, String reason) throws IOException {
    begin(one);
    open.remove(one);
    failed.add(one.step());
    listener.failed(one.step(), reason, store.path(one.step()).resolve("log.txt"));
  }

  /** Steps that need a failed one cannot be done. */
  private void block() {
    for (FollowedStep one : List.copyOf(open)) {
      List<Step<?>> inputs = one.step().inputs();
      if (inputs.stream().anyMatch(i -> failed.contains(i) || blocked.contains(i))) {
        open.remove(one);
        blocked.add(one.step());
      }
    }
  }

  private void submitLost() throws IOException, InterruptedException {
    List<Attempt> lost = new ArrayList<>();
    for (FollowedStep one : List.copyOf(open)) {
      if (one.isLost() && !isElsewhere(one)) {
        Attempt next = attempts.next(one);
        String ending = ending(one, next);
        if (next.number() > cluster.profile().attempts()) {
          giveUp(one, ending);
        } else {
          lost.add(next);
        }
      }
    }
    block();
    lost.removeIf(attempt -> blocked.contains(attempt.step()));
    if (!lost.isEmpty()) {
      submitter.submit(lost);
    }
  }

  /** A job that Slurm lost may run on, and somebody may do a step by hand. */
  private boolean isElsewhere(FollowedStep one) throws IOException {
    Optional<String> worker = store.worker(one.step());
    if (worker.isPresent() && one.isNews(worker.get())) {
      notice.accept(
          "%s: another process is working on it (%s); waiting for it to end"
              .formatted(one.title(), worker.get()));
    }
    return worker.isPresent();
  }

  /** Why its last job ended, which is told once; empty if there was none that could have begun. */
  private String ending(FollowedStep one, Attempt next) throws IOException, InterruptedException {
    Optional<JobFile> last = one.job().filter(JobFile::isNumbered);
    if (!one.hadJob() || last.isEmpty() || !attempts.couldBegin(one.step())) {
      return "";
    }
    String ending = attempts.ending(one.step(), last.get());
    if (one.isNews(last.get().name())) {
      notice.accept(
          "%s: job %s ended: %s; %s"
              .formatted(one.title(), last.get().id(), ending, consequence(next)));
    }
    return ending;
  }

  private String consequence(Attempt next) {
    return next.number() == 1
        ? "it goes on from its checkpoint"
        : "%d of %d jobs came no further"
            .formatted(next.number() - 1, cluster.profile().attempts());
  }

  private void giveUp(FollowedStep one, String ending) throws IOException, InterruptedException {
    String reason =
        "%s; given up after %d jobs that came no further"
            .formatted(ending, cluster.profile().attempts());
    store.fail(one.step(), reason);
    fail(one, reason);
  }

  /** Whatever ends this run: jobs do not end with it. */
  private void sayWhatGoesOn() throws IOException {
    Set<String> numbers = new TreeSet<>();
    for (FollowedStep one : open) {
      one.job().flatMap(last::find).ifPresent(job -> numbers.add(job.number()));
    }
    if (!numbers.isEmpty()) {
      notice.accept(
          "jobs go on without this program, which finds them again when it is run again; to end"
              + " them: scancel "
              + String.join(" ", numbers));
    }
  }
}
