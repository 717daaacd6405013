package org.skiptrim.results;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.skiptrim.report.Drawing;
import org.skiptrim.report.LineChart;
import org.skiptrim.report.LineChart.Series;
import org.skiptrim.storage.Words;
import org.skiptrim.training.EpochRecord;
import org.skiptrim.training.LearningRateSchedule;

/** Curves of accuracy and learning rate by epoch. */
final class ReportCharts {
  private static final int RATES_PER_EPOCH = 20;
  private static final String EPOCH = "epoch";

  private ReportCharts() {}

  /** Train and test accuracy of one variant, with what happened to its skips and learning rate. */
  static Drawing accuracy(TrainingCurves curves) {
    String title = curves.title() + ": accuracy by epoch" + curves.ofTrials();
    LineChart chart = LineChart.of(title, EPOCH, "accuracy (%)");
    double[] x = curves.x();
    double[] test = curves.mean(record -> 100 * record.testAccuracy());
    double[] train = curves.mean(record -> 100 * record.trainAccuracy());
    chart = chart.line(Series.of("test", x, test).coloured(0));
    chart = chart.line(Series.of("train", x, train).coloured(0).dashed());
    for (int drop : curves.settings().drops()) {
      chart = chart.mark(drop, "", "learning rate drops");
    }
    for (EpochRecord record : curves.trials().get(0)) {
      chart = mark(chart, record);
    }
    return chart.draw();
  }

  /** What happened after the epoch before it; many skips of which the same is said are one mark. */
  private static LineChart mark(LineChart chart, EpochRecord record) {
    Map<String, List<String>> skips = new LinkedHashMap<>();
    for (String event : record.events()) {
      String[] words = event.split(" ", 2); // "removed stage1.block1.add"
      skips.computeIfAbsent(words[0], word -> new ArrayList<>()).add(words[1]);
    }
    LineChart marked = chart;
    int at = record.epoch() - 1;
    for (Map.Entry<String, List<String>> done : skips.entrySet()) {
      if (done.getKey().equals("faded")) {
        marked = marked.mark(at, "", "skip fades");
      } else if (done.getValue().size() > EpochRecord.LISTED) {
        marked = marked.mark(at, done.getValue().size() + " skips", "skip " + done.getKey());
      } else {
        for (String skip : done.getValue()) {
          marked = marked.mark(at, skip.replaceFirst("\\.add$", ""), "skip " + done.getKey());
        }
      }
    }
    return marked;
  }

  /** The test accuracy of all variants of a network. */
  static Drawing comparison(String network, List<TrainingCurves> variants) {
    String title = network + ": test accuracy by epoch" + variants.get(0).ofTrials();
    LineChart chart = LineChart.of(title, EPOCH, "test accuracy (%)");
    for (TrainingCurves curves : variants) {
      double[] accuracy = curves.mean(record -> 100 * record.testAccuracy());
      chart = chart.line(Series.of(Words.of(curves.variant()), curves.x(), accuracy));
    }
    return chart.draw();
  }

  /** The learning rate over the same epochs. */
  static Drawing learningRate(String network, List<TrainingCurves> variants) {
    LineChart chart = LineChart.of(network + ": learning rate", EPOCH, "learning rate");
    for (TrainingCurves curves : variants) {
      chart = chart.line(rates(curves));
    }
    return chart.draw();
  }

  private static Series rates(TrainingCurves curves) {
    int length = curves.settings().epochs();
    LearningRateSchedule schedule = curves.settings().schedule();
    double[] x = new double[length * RATES_PER_EPOCH + 1];
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = (double) i / RATES_PER_EPOCH;
      y[i] = schedule.at(x[i], length);
    }
    return Series.of(Words.of(curves.variant()), x, y);
  }
}
