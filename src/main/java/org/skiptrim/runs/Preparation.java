package org.skiptrim.runs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.skiptrim.dataset.DatasetSource;
import org.skiptrim.experiment.ExperimentPlan;
import org.skiptrim.experiment.ExperimentPlans;
import org.skiptrim.experiment.Resources;
import org.skiptrim.experiment.Step;
import org.skiptrim.process.Tool;
import org.skiptrim.process.ToolStatus;
import org.skiptrim.process.ToolVersion;
import org.skiptrim.process.Tools;
import org.skiptrim.spec.ExperimentSpec;

/** What is done before the first step: data and tools are fetched, both at once. */
public final class Preparation {
  private final List<ExperimentSpec> specs;
  private final RunStore store;

  /** For experiments whose results are in {@code store}. */
  public Preparation(List<ExperimentSpec> specs, RunStore store) {
    this.specs = List.copyOf(specs);
    this.store = store;
  }

  /** The experiments' steps with the tools as they are on this machine. */
  public ExperimentPlans plans() throws IOException, InterruptedException {
    Map<Tool, ToolVersion> versions = new EnumMap<>(Tool.class);
    if (specs.stream().anyMatch(spec -> !spec.devices().isEmpty())) {
      for (ToolStatus status : Tools.ofThisMachine().status()) {
        status.installed().ifPresent(tool -> versions.put(tool.tool(), tool.version()));
      }
    }
    return new ExperimentPlans(
        specs.stream().map(spec -> new ExperimentPlan(spec, versions)).toList());
  }

  /**
   * Fetches what steps need that are not done. What cannot be had is said in a line; the steps that
   * need it fail, the others do not.
   *
   * @return the steps, with the tools as they are then
   */
  public ExperimentPlans fetch(Resources resources, Consumer<String> notice)
      throws IOException, InterruptedException {
    ExperimentPlans plans = plans();
    List<Step<?>> missing = new ArrayList<>();
    for (Step<?> step : plans.steps()) {
      if (!store.isDone(step)) {
        missing.add(step);
      }
    }
    if (missing.isEmpty()) {
      return plans;
    }
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<?>> fetched = new ArrayList<>();
      for (DatasetSource source : sources(plans)) {
        fetched.add(threads.submit(() -> attempt(() -> resources.dataset(source), notice)));
      }
      fetched.add(threads.submit(() -> install(missing, resources, notice)));
      for (Future<?> one : fetched) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IOException(Reason.of(e.getCause()), e.getCause());
    } finally {
      threads.shutdownNow();
    }
    return plans();
  }

  /** The data sets of experiments that lack something, each once. */
  private List<DatasetSource> sources(ExperimentPlans plans) throws IOException {
    Map<String, DatasetSource> sources = new LinkedHashMap<>();
    for (ExperimentPlan plan : plans.all()) {
      if (!isDone(plan)) {
        sources.putIfAbsent(plan.spec().dataset().name(), plan.spec().source());
      }
    }
    return List.copyOf(sources.values());
  }

  private boolean isDone(ExperimentPlan plan) throws IOException {
    for (Step<?> step : plan.steps()) {
      if (!store.isDone(step)) {
        return false;
      }
    }
    return true;
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
