package org.skiptrim.runs;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.skiptrim.experiment.Step;

/**
 * Which step is more urgent than another, and how many threads each training gets. Bits depend on
 * that number, so it follows from the plan and the number of cores alone, never from what happens
 * to run just now. Trainings that can run side by side share the cores, since two with a thread
 * each are faster than one after the other with two; but one has more of them, or fewer, where the
 * whole plan, worked through on paper, ends sooner: more if it is much longer than all that can run
 * beside it.
 */
final class ThreadPlan {
  /** A plan has to be that much shorter to be worth the cores. */
  private static final double GAIN = 0.99;

  /** Of more trainings than these there are always enough side by side to fill the cores. */
  private static final int TRIED = 64;

  private final List<Step<?>> steps;
  private final Map<Step<?>, Integer> places = new HashMap<>();
  private final int cores;
  private final int[][] inputs;
  private final List<Integer> byUrgency;
  private final int[] threads;

  /** For all steps of a plan, done or not, each after those that it needs. */
  ThreadPlan(List<Step<?>> steps, int cores) {
    this.steps = steps;
    this.cores = cores;
    IntStream.range(0, steps.size()).forEach(i -> places.put(steps.get(i), i));
    this.inputs =
        steps.stream()
            .map(step -> step.inputs().stream().mapToInt(places::get).toArray())
            .toArray(int[][]::new);
    this.byUrgency = byUrgency();
    this.threads = threads();
  }

  private int[] threads() {
    int[] shares = shares();
    if (steps.stream().filter(Step::learns).count() > TRIED) {
      return shares;
    }
    int[] shared = improved(shares);
    int[] apart = improved(IntStream.generate(() -> 1).limit(steps.size()).toArray());
    return time(apart) < GAIN * time(shared) ? apart : shared;
  }

  /** The threads of a training. */
  int of(Step<?> step) {
    return threads[places.get(step)];
  }

  /** All steps, the most urgent first: those that most work waits for. */
  List<Step<?>> steps() {
    return byUrgency.stream().<Step<?>>map(steps::get).toList();
  }

  /** By the longest chain of work from a step's beginning to the end. */
  private List<Integer> byUrgency() {
    double[] chains = new double[steps.size()];
    for (int i = steps.size() - 1; i >= 0; i--) {
      chains[i] += steps.get(i).effort();
      for (int input : inputs[i]) {
        chains[input] = Math.max(chains[input], chains[i]);
      }
    }
    return IntStream.range(0, steps.size())
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -chains[i]))
        .toList();
  }

  /** The cores shared by all trainings that as many others come before; 1 for other steps. */
  private int[] shares() {
    int[] levels = new int[steps.size()];
    Map<Integer, Integer> trainings = new HashMap<>();
    for (int i = 0; i < levels.length; i++) {
      int itself = steps.get(i).learns() ? 1 : 0;
      levels[i] = itself + IntStream.of(inputs[i]).map(input -> levels[input]).max().orElse(0);
      trainings.merge(levels[i], itself, Integer::sum);
    }
    return IntStream.range(0, levels.length)
        .map(i -> steps.get(i).learns() ? Math.max(1, cores / trainings.get(levels[i])) : 1)
        .toArray();
  }

  /** Gives each training in turn the threads with which all is done soonest. */
  private int[] improved(int[] start) {
    int[] threads = start.clone();
    double best = time(threads);
    for (int i : byUrgency) {
      if (!steps.get(i).learns()) {
        continue;
      }
      int kept = threads[i];
      for (int width : widths()) {
        threads[i] = width;
        double time = time(threads);
        if (time < GAIN * best) {
          best = time;
          kept = width;
        }
      }
      threads[i] = kept;
    }
    return threads;
  }

  /** One, two, four and so on, and all cores. */
  private int[] widths() {
    IntStream doubled = IntStream.iterate(1, width -> width < cores, width -> 2 * width);
    return IntStream.concat(doubled, IntStream.of(cores)).toArray();
  }

  /** How long the plan takes. */
  private double time(int[] threads) {
    double[] durations = new double[threads.length];
    for (int i = 0; i < durations.length; i++) {
      durations[i] = steps.get(i).effort() / Math.pow(threads[i], StepTimes.SPEED_UP);
    }
    return DoubleStream.of(paper().ends(threads, durations)).max().orElse(0);
  }

  /** The steps as they are worked through on paper. */
  PaperRun paper() {
    return new PaperRun(inputs, byUrgency, cores);
  }
}
