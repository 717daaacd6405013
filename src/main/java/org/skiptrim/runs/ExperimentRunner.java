package org.skiptrim.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.skiptrim.experiment.Step;
import org.skiptrim.experiment.Work;
import org.skiptrim.spec.SourceFile;

/**
 * Does what an experiment still lacks: as many steps side by side as cores and memory allow, each
 * in a process of its own.
 */
public final class ExperimentRunner {
  private static final long MILLIS_BETWEEN_LOOKS = 200;

  /** Longer than a step needs to come to a clean point. */
  private static final long PATIENCE_MILLIS = 25_000;

  private final RunStore store;
  private final Launcher launcher;
  private final RunListener listener;
  private final OptionalInt threads;

  private final List<Step<?>> waiting = new ArrayList<>();
  private final Map<Step<?>, RunningStep> running = new LinkedHashMap<>();
  private final List<Step<?>> failed = new ArrayList<>();
  private final List<Step<?>> blocked = new ArrayList<>();
  private int started;
  private int missing;

  /**
   * A runner of one experiment.
   *
   * @param store where its results are
   * @param threads of each training; what follows from the plan if empty
   */
  public ExperimentRunner(
      RunStore store, Launcher launcher, RunListener listener, OptionalInt threads) {
    this.store = store;
    this.launcher = launcher;
    this.listener = listener;
    this.threads = threads;
  }

  /**
   * Runs all steps that are not done. If one fails, those that do not need it are run all the same.
   *
   * @throws InterruptedException if this thread was interrupted; the next run continues from there
   */
  public RunSummary run(Work work) throws IOException, InterruptedException {
    for (SourceFile file : work.files()) {
      store.keep(file);
    }
    ThreadPlan threadPlan = new ThreadPlan(work.steps(), launcher.cores());
    for (Step<?> step : threadPlan.steps()) {
      if (!store.isDone(step)) {
        waiting.add(step);
      }
    }
    missing = waiting.size();
    try {
      while (!waiting.isEmpty() || !running.isEmpty()) {
        block();
        startAllThatFit(threadPlan);
        Thread.sleep(MILLIS_BETWEEN_LOOKS);
        look();
      }
    } finally {
      stopAll();
    }
    int all = work.steps().size();
    return new RunSummary(all, all - missing, failed, blocked);
  }

  /** Steps that need a failed one cannot be done. */
  private void block() {
    for (Step<?> step : List.copyOf(waiting)) {
      if (step.inputs().stream().anyMatch(i -> failed.contains(i) || blocked.contains(i))) {
        waiting.remove(step);
        blocked.add(step);
      }
    }
  }

  /** The most urgent first; one that does not fit yet is not overtaken. */
  private void startAllThatFit(ThreadPlan plan) throws IOException {
    for (Step<?> step : List.copyOf(waiting)) {
      boolean ready =
          step.inputs().stream().noneMatch(i -> waiting.contains(i) || running.containsKey(i));
      if (ready && !waitsElsewhere(step) && !startedIfItFits(step, plan)) {
        return;
      }
    }
  }

  /** A step that another run is at, here or on another machine, costs nothing but patience. */
  private boolean waitsElsewhere(Step<?> step) throws IOException {
    RunDirectory directory = store.directory(step);
    var worker = directory.worker();
    if (worker.isEmpty()) {
      return false;
    }
    begin(step, new Elsewhere(directory), 0, 0);
    listener.note(
        step, "another process is working on it (" + worker.get() + "); waiting for it to end");
    return true;
  }

  private boolean startedIfItFits(Step<?> step, ThreadPlan plan) throws IOException {
    int freeCores = launcher.cores() - running.values().stream().mapToInt(RunningStep::cores).sum();
    long freeMemory =
        launcher.memoryMb() - running.values().stream().mapToLong(RunningStep::memoryMb).sum();
    int cores = step.learns() ? trainingThreads(step, plan) : 1;
    boolean fits =
        cores <= freeCores
            && step.memoryMb() <= freeMemory
            && (!step.learns() || launcher.hasRoom());
    if (!fits && !running.isEmpty()) {
      return false;
    }
    RunDirectory directory = store.directory(step);
    Files.createDirectories(directory.path());
    directory.writeStep(step);
    begin(step, launcher.start(directory.path(), cores), cores, step.memoryMb());
    return true;
  }

  /** A training goes on with the threads that it began with, so that it ends with the same bits. */
  private int trainingThreads(Step<?> step, ThreadPlan plan) throws IOException {
    if (threads.isPresent()) {
      return threads.getAsInt();
    }
    return Math.min(store.threads(step).orElse(plan.of(step)), launcher.cores());
  }

  private void begin(Step<?> step, Launcher.Job job, int cores, long memoryMb) throws IOException {
    waiting.remove(step);
    running.put(step, new RunningStep(step, store.directory(step), job, cores, memoryMb));
    listener.started(step, ++started, missing, cores);
  }

  private void look() throws IOException, InterruptedException {
    for (RunningStep one : List.copyOf(running.values())) {
      boolean alive = one.job().isAlive(); // asked first, so that its last words are heard
      one.tell(listener);
      if (!alive) {
        running.remove(one.step());
        end(one);
      }
    }
  }

  private void end(RunningStep one) throws IOException, InterruptedException {
    Step<?> step = one.step();
    RunDirectory directory = store.directory(step);
    RunStatus status = directory.status();
    if (status.state() == RunStatus.State.DONE) {
      listener.finished(step, directory.told().summary(), one.seconds());
      return;
    }
    if (one.job() instanceof Elsewhere) {
      started--;
      waiting.add(0, step); // what others left undone is done here
      return;
    }
    if (status.state() != RunStatus.State.FAILED) {
      status = directory.fail(one.job().ending());
    }
    failed.add(step);
    listener.failed(step, status.error(), directory.log());
  }

  /** Ends what still runs at a clean point, or at once if it takes too long. */
  private void stopAll() throws IOException {
    boolean interrupted = Thread.interrupted();
    List<RunningStep> own =
        running.values().stream().filter(one -> !(one.job() instanceof Elsewhere)).toList();
    own.forEach(one -> one.job().stop());
    long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
    try {
      for (RunningStep one : own) {
        while (one.job().isAlive() && System.nanoTime() < deadline) {
          Thread.sleep(50);
        }
      }
    } catch (InterruptedException e) {
      interrupted = true; // asked twice: at once, then
    }
    for (RunningStep one : own) {
      if (one.job().isAlive()) {
        one.job().kill();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** The process of another run. */
  private record Elsewhere(RunDirectory directory) implements Launcher.Job {
    @Override
    public boolean isAlive() throws IOException {
      return directory.worker().isPresent();
    }

    @Override
    public String ending() {
      return "another process was working on it and ended";
    }

    @Override
    public void stop() {}

    @Override
    public void kill() {}
  }
}
