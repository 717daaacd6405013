package org.skiptrim.results;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.skiptrim.device.Resource;
import org.skiptrim.experiment.ExperimentPlan;
import org.skiptrim.experiment.ExperimentPlans;
import org.skiptrim.experiment.Measure;
import org.skiptrim.experiment.QuantizationFigures;
import org.skiptrim.experiment.Step;
import org.skiptrim.report.Cell;
import org.skiptrim.runs.RunStore;
import org.skiptrim.spec.Variant;
import org.skiptrim.storage.Words;

/**
 * What users decide by: every design with its accuracy on the integers and what it takes, as the
 * points of a plot.
 *
 * @param axes what accuracy can be held against: what some point has a value of
 */
public record Explored(List<Axis> axes, List<Point> points) {
  /** Routed, so at the clock that the placer found. */
  static final String FRAMES_A_SECOND = "frames a second, routed";

  /** At any clock, by the slowest unit. */
  static final String FRAMES_IN_CYCLES = "frames in a million cycles";

  private static final String CYCLES_A_FRAME = "cycles a frame, bound";

  /** Copies the lists. */
  public Explored {
    axes = List.copyOf(axes);
    points = List.copyOf(points);
  }

  /** What accuracy can be held against. */
  public record Axis(String name, boolean moreIsBetter) {}

  /** A figure as it is shown. */
  public record Shown(String name, String text) {}

  /**
   * One design.
   *
   * @param colour of its variant, the same on every page
   * @param accuracy on the integers, in per cent, mean of all trials
   * @param values by axis
   * @param figures all that are known
   * @param steps the run directories that they are from, those of the first trial
   */
  public record Point(
      String network,
      String variant,
      int colour,
      String type,
      String device,
      double accuracy,
      Map<String, Double> values,
      List<Shown> figures,
      List<String> steps) {}

  /** Of some experiments, as far as they are done; what they have in common is one point. */
  public static Explored of(ExperimentPlans plans, RunStore store) throws IOException {
    Map<List<String>, Point> points = new LinkedHashMap<>();
    for (ExperimentPlan plan : plans.all()) {
      for (Outcome.Group group : Outcome.groups(plan)) {
        for (Variant variant : group.device() == null ? List.<Variant>of() : group.variants()) {
          Point point = point(plan, store, group, variant);
          if (!point.values.isEmpty() && !Double.isNaN(point.accuracy)) {
            points.putIfAbsent(point.steps, point);
          }
        }
      }
    }
    return new Explored(axes(points.values()), List.copyOf(points.values()));
  }

  /** Whether there is anything to choose from. */
  public boolean hasChoice() {
    return points.size() > 1;
  }

  private static List<Axis> axes(Iterable<Point> points) {
    List<Axis> axes = new ArrayList<>();
    for (Resource resource : Resource.values()) {
      axes.add(new Axis(resource.name(), false));
    }
    axes.add(new Axis(FRAMES_A_SECOND, true));
    axes.add(new Axis(FRAMES_IN_CYCLES, true));
    List<String> known = new ArrayList<>();
    points.forEach(point -> known.addAll(point.values.keySet()));
    return axes.stream().filter(axis -> known.contains(axis.name)).toList();
  }

  private static Point point(
      ExperimentPlan plan, RunStore store, Outcome.Group group, Variant variant)
      throws IOException {
    Outcome outcome = Outcome.of(plan, store, group, variant);
    List<Shown> figures = new ArrayList<>();
    for (Measure measure : Outcome.kinds(List.of(outcome))) {
      Cell cell = ReportTables.cell(measure, outcome);
      figures.add(new Shown(measure.name(), cell.shown()));
    }
    List<Step<?>> steps = Outcome.steps(plan, group, plan.trials(group.network(), variant).get(0));
    return new Point(
        group.network().name(),
        Words.of(variant),
        variant.ordinal(),
        group.precisionText(),
        group.device().name(),
        outcome.mean(QuantizationFigures.ACCURACY).orElse(Double.NaN),
        values(outcome),
        figures,
        steps.stream().map(Step::id).toList());
  }

  private static Map<String, Double> values(Outcome outcome) {
    Map<String, Double> values = new TreeMap<>();
    for (Resource resource : Resource.values()) {
      outcome.mean(resource.name()).ifPresent(used -> values.put(resource.name(), used));
    }
    outcome.mean(FRAMES_A_SECOND).ifPresent(frames -> values.put(FRAMES_A_SECOND, frames));
    OptionalDouble cycles = outcome.mean(CYCLES_A_FRAME);
    if (!values.isEmpty() && cycles.isPresent()) {
      values.put(FRAMES_IN_CYCLES, 1e6 / cycles.getAsDouble());
    }
    return values;
  }
}
