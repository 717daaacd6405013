package org.skiptrim.experiment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.skiptrim.report.Drawing;
import org.skiptrim.report.LineChart;
import org.skiptrim.report.LineChart.Series;
import org.skiptrim.training.EpochRecord;
import org.skiptrim.training.LearningRateSchedule;

/** The curves of one depth's first trial: the teacher's epochs, then the student's. */
final class ReportCharts {
  private static final int RATES_PER_EPOCH = 20;

  private final List<Stretch> stretches = new ArrayList<>();
  private final String title;
  private int epochs;

  /** One training's epochs, which begin where another's ended. */
  private record Stretch(String name, int offset, TrainingSpec spec, List<EpochRecord> history) {}

  ReportCharts(ExperimentPlan plan, RunStore store, int depth) throws IOException {
    this.title = "ResNet" + depth;
    Train teacher =
        (Train) plan.network(new ExperimentPlan.Case(depth, Variant.RESIDUAL, plan.spec().seed()));
    add("residual", plan.spec().teacher(), store.find(teacher));
    if (plan.spec().variants().contains(Variant.SKIPPER)) {
      RemoveSkips student = new RemoveSkips(teacher, plan.spec().skipper());
      add("skipper", plan.spec().skipper().training(), store.find(student));
    }
  }

  private void add(String name, TrainingSpec spec, Optional<TrainingFigures> figures) {
    if (figures.isPresent()) {
      stretches.add(new Stretch(name, epochs, spec, figures.get().history()));
      epochs += figures.get().history().size();
    }
  }

  boolean isEmpty() {
    return stretches.isEmpty();
  }

  /** Train and test accuracy by epoch, the removals marked. */
  Drawing accuracy() {
    LineChart chart = LineChart.of(title + ": accuracy by epoch", "epoch", "accuracy (%)");
    for (int i = 0; i < stretches.size(); i++) {
      Stretch stretch = stretches.get(i);
      chart = chart.line(series(stretch, "test", EpochRecord::testAccuracy).coloured(i));
      chart = chart.line(series(stretch, "train", EpochRecord::trainAccuracy).coloured(i).dashed());
      for (EpochRecord record : stretch.history) {
        for (String event : record.events()) {
          // It happened after the epoch before this one.
          double at = stretch.offset + record.epoch() - 1;
          chart =
              chart.mark(at, event.replaceFirst("removed (.*?)(\\.add)?$", "$1"), "skip removed");
        }
      }
    }
    return chart.draw();
  }

  private static Series series(
      Stretch stretch, String what, ToDoubleFunction<EpochRecord> accuracy) {
    return Series.of(
        stretch.name + ", " + what,
        stretch.history.stream().mapToDouble(r -> stretch.offset + r.epoch()).toArray(),
        stretch.history.stream().mapToDouble(r -> 100 * accuracy.applyAsDouble(r)).toArray());
  }

  /** The learning rate over the same epochs. */
  Drawing learningRate() {
    LineChart chart = LineChart.of(title + ": learning rate", "epoch", "learning rate");
    for (int i = 0; i < stretches.size(); i++) {
      chart = chart.line(rates(stretches.get(i)).coloured(i));
    }
    return chart.draw();
  }

  private static Series rates(Stretch stretch) {
    int length = stretch.spec.epochs();
    LearningRateSchedule schedule = stretch.spec.recipe(0).schedule();
    double[] x = new double[length * RATES_PER_EPOCH + 1];
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      double epoch = (double) i / RATES_PER_EPOCH;
      x[i] = stretch.offset + epoch;
      y[i] = schedule.at(epoch, length);
    }
    return Series.of(stretch.name, x, y);
  }
}
