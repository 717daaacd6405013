package org.skiptrim.slurm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.skiptrim.experiment.Step;
import org.skiptrim.runs.RunStore;
import org.skiptrim.runs.StepWatch;

/** A step that is not done, as this run has seen it until now. */
final class FollowedStep {
  private final Step<?> step;
  private final Path directory;
  private final StepWatch watch;
  private boolean begun;
  private boolean hadJob;
  private boolean gone;
  private boolean lost;
  private String told = "";

  FollowedStep(RunStore store, Step<?> step) throws IOException {
    this.step = step;
    this.directory = store.path(step);
    this.watch = new StepWatch(store, step);
  }

  Step<?> step() {
    return step;
  }

  /** As people call it. */
  String title() {
    return step.kind() + " " + step.subject();
  }

  StepWatch watch() {
    return watch;
  }

  /** The job that was last submitted for it, by whomever. */
  Optional<JobFile> job() throws IOException {
    return JobFile.read(directory);
  }

  /** Looks for its job. One that was there is gone if it is missed twice: files may come late. */
  void look(Queue queue) throws IOException {
    Optional<JobFile> file = job();
    Optional<QueuedJob> job = file.flatMap(queue::find);
    if (job.isPresent() && !job.get().number().equals(file.get().number())) {
      file.get().numbered(job.get().number()).write(directory); // its submitter died before
    }
    lost = job.isEmpty() && (!hadJob || gone);
    gone = job.isEmpty();
    hadJob |= job.isPresent();
  }

  /** A job of it was submitted. */
  void submitted() {
    hadJob = true;
    gone = false;
    lost = false;
  }

  /** Whether this run has seen a job of it: what its status says is not of an earlier run. */
  boolean hadJob() {
    return hadJob;
  }

  /** Whether it has no job, for sure. */
  boolean isLost() {
    return lost;
  }

  /** Somebody is at it, or was; whether that was not known before. */
  boolean begins() {
    boolean first = !begun;
    begun = true;
    return first;
  }

  /** Whether something is to be said of it that was not the last thing said. */
  boolean isNews(String what) {
    boolean news = !told.equals(what);
    told = what;
    return news;
  }
}
