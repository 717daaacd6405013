package org.skiptrim.runs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.skiptrim.experiment.ExperimentPlan;
import org.skiptrim.experiment.Resources;
import org.skiptrim.experiment.Step;
import org.skiptrim.process.Tool;
import org.skiptrim.process.ToolStatus;
import org.skiptrim.process.ToolVersion;
import org.skiptrim.process.Tools;
import org.skiptrim.spec.ExperimentSpec;

/** What is done before the first step: data and tools are fetched, both at once. */
public final class Preparation {
  private final ExperimentSpec spec;
  private final RunStore store;

  /** For an experiment whose results are in {@code store}. */
  public Preparation(ExperimentSpec spec, RunStore store) {
    this.spec = spec;
    this.store = store;
  }

  /** The experiment's steps with the tools as they are on this machine. */
  public ExperimentPlan plan() throws IOException, InterruptedException {
    Map<Tool, ToolVersion> versions = new EnumMap<>(Tool.class);
    if (!spec.devices().isEmpty()) {
      for (ToolStatus status : Tools.ofThisMachine().status()) {
        status.installed().ifPresent(tool -> versions.put(tool.tool(), tool.version()));
      }
    }
    return new ExperimentPlan(spec, versions);
  }

  /**
   * Fetches what steps need that are not done. What cannot be had is said in a line; the steps that
   * need it fail, the others do not.
   *
   * @return the steps, with the tools as they are then
   */
  public ExperimentPlan fetch(Resources resources, Consumer<String> notice)
      throws IOException, InterruptedException {
    ExperimentPlan plan = plan();
    List<Step<?>> missing = new ArrayList<>();
    for (Step<?> step : plan.steps()) {
      if (!store.isDone(step)) {
        missing.add(step);
      }
    }
    if (missing.isEmpty()) {
      return plan;
    }
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<?>> fetched = new ArrayList<>();
      fetched.add(threads.submit(() -> attempt(() -> resources.dataset(spec.source()), notice)));
      fetched.add(threads.submit(() -> install(missing, resources, notice)));
      for (Future<?> one : fetched) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IOException(Reason.of(e.getCause()), e.getCause());
    } finally {
      threads.shutdownNow();
    }
    return plan();
  }

  /**
   * Installs what steps lack before they are planned for good: a result's name has the version of
   * the tool that made it.
   */
  static void install(List<Step<?>> missing, Resources resources, Consumer<String> notice) {
    missing.stream()
        .filter(Step::lacksTool)
        .flatMap(step -> step.tools().stream())
        .distinct()
        .forEach(tool -> attempt(() -> resources.tool(tool), notice));
  }

  private static void attempt(Callable<?> work, Consumer<String> notice) {
    try {
      work.call();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      notice.accept(Reason.of(e));
    }
  }
}
