package org.skiptrim.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A range of numbers with round ticks.
 *
 * @param from the smallest number
 * @param to the largest, above {@code from}
 * @param step between ticks: 1, 2 or 5 times a power of ten
 */
record Axis(double from, double to, double step) {

  /** Exactly {@code min} to {@code max} (widened a little if they are one) with few ticks. */
  static Axis exactly(double min, double max, int mostTicks) {
    double low = min;
    double high = max;
    if (!(max > min)) {
      double room = Math.max(1, Math.abs(min)) / 2;
      low = min - room;
      high = max + room;
    }
    return new Axis(low, high, roundStep((high - low) / mostTicks));
  }

  /** The same range with ticks at whole numbers only, for what is counted. */
  Axis counting() {
    return new Axis(from, to, Math.max(1, step));
  }

  /** At least {@code min} to {@code max}, widened to ticks at both ends. */
  static Axis around(double min, double max, int mostTicks) {
    Axis exact = exactly(min, max, mostTicks);
    double step = exact.step;
    // A hundred-millionth of a step: min may be a tick but for the last bit of its division.
    double low = Math.floor(exact.from / step + 1e-8) * step;
    double high = Math.ceil(exact.to / step - 1e-8) * step;
    return new Axis(low, high, step);
  }

  /** The multiples of the step within the range, rising. */
  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    for (long i = (long) Math.ceil(from / step - 1e-8); i * step <= to + step * 1e-8; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  /** A tick with as many decimals as the step needs. */
  String label(double tick) {
    return Numerals.shown(tick, Math.max(0, (int) -Math.floor(Math.log10(step) + 1e-8)));
  }

  /** Where a number stands on a line of pixels from {@code start} to {@code end}. */
  double place(double value, double start, double end) {
    return start + (value - from) / (to - from) * (end - start);
  }

  private static double roundStep(double least) {
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    for (int factor : new int[] {1, 2, 5}) {
      if (factor * power >= least * (1 - 1e-8)) {
        return factor * power;
      }
    }
    return 10 * power;
  }
}
