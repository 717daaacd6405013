package org.skiptrim.report;

import java.util.Objects;

/**
 * One cell of a {@link Table}: a value with the way it is shown. Full precision is kept for CSV. A
 * figure that isn't there is {@link Missing}, with the reason, and never a number.
 */
public sealed interface Cell {

  /** What a person reads, without the marks of footnotes. */
  String shown();

  /** Words. */
  record Text(String text) implements Cell {
    /** Refuses null. */
    public Text {
      Objects.requireNonNull(text, "text");
    }

    @Override
    public String shown() {
      return text;
    }
  }

  /** A number, shown with {@code decimals} digits after the point: {@code 33,314}. */
  record Decimal(double value, int decimals) implements Cell {
    /** Refuses what isn't a number. */
    public Decimal {
      checkFinite(value);
      checkDecimals(decimals);
    }

    @Override
    public String shown() {
      return Numerals.shown(value, decimals);
    }
  }

  /**
   * The mean of {@code trials} values with their sample standard deviation: {@code 91.25 ± 0.13}.
   *
   * @param deviation with n − 1 in the denominator; 0 for one trial, which has none and shows none
   */
  record MeanStd(double mean, double deviation, int trials, int decimals) implements Cell {
    /** Refuses what isn't a number, and no trials. */
    public MeanStd {
      checkFinite(mean);
      checkFinite(deviation);
      checkDecimals(decimals);
      if (trials < 1) {
        throw new IllegalArgumentException(
            trials + " trials have no mean; use Cell.missing with the reason");
      }
    }

    @Override
    public String shown() {
      String shownMean = Numerals.shown(mean, decimals);
      return trials == 1 ? shownMean : shownMean + " ± " + Numerals.shown(deviation, decimals);
    }
  }

  /**
   * A ratio shown in percent: 0.34 is {@code 34.0 %}, and {@code +34.0 %} when it is a change.
   *
   * @param change whether a positive ratio carries its sign
   */
  record Percent(double ratio, int decimals, boolean change) implements Cell {
    /** Refuses what isn't a number. */
    public Percent {
      checkFinite(ratio);
      checkDecimals(decimals);
    }

    @Override
    public String shown() {
      String digits = Numerals.shown(100 * ratio, decimals);
      boolean zero = digits.equals(Numerals.shown(0, decimals));
      return (change && ratio > 0 && !zero ? "+" : "") + digits + " %";
    }
  }

  /** No figure, and why: a dash with the reason as a footnote. */
  record Missing(String reason) implements Cell {
    /** Refuses an empty reason. */
    public Missing {
      if (reason.isBlank()) {
        throw new IllegalArgumentException("a missing cell has no reason; say why it is missing");
      }
    }

    @Override
    public String shown() {
      return "–";
    }
  }

  /** Words. */
  static Cell text(String text) {
    return new Text(text);
  }

  /** A whole number. */
  static Cell number(long value) {
    return new Decimal(value, 0);
  }

  /** A number, shown with {@code decimals} digits after the point. */
  static Cell number(double value, int decimals) {
    return new Decimal(value, decimals);
  }

  /**
   * Mean and sample standard deviation of trials.
   *
   * @throws IllegalArgumentException if there are none
   */
  static Cell meanStd(double[] trials, int decimals) {
    Trials of = Trials.of(trials);
    return new MeanStd(of.mean(), of.deviation(), of.count(), decimals);
  }

  /** The 95 % confidence interval of the mean of trials, {@code 90.62 to 91.10}; of two or more. */
  static Cell interval95(double[] trials, int decimals) {
    if (trials.length < 2) {
      return missing("one trial says nothing of its spread");
    }
    Trials of = Trials.of(trials);
    String from = Numerals.shown(of.mean() - of.halfWidth95(), decimals);
    String to = Numerals.shown(of.mean() + of.halfWidth95(), decimals);
    return text(from + " to " + to);
  }

  /** A part of a whole: 0.9125 with two decimals is {@code 91.25 %}. */
  static Cell percent(double ratio, int decimals) {
    return new Percent(ratio, decimals, false);
  }

  /** A change against something: −0.34 with one decimal is {@code −34.0 %}. */
  static Cell change(double ratio, int decimals) {
    return new Percent(ratio, decimals, true);
  }

  /** No figure, and why. */
  static Cell missing(String reason) {
    return new Missing(reason);
  }

  private static void checkFinite(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          value + " is not a figure; use Cell.missing with the reason");
    }
  }

  private static void checkDecimals(int decimals) {
    if (decimals < 0 || decimals > 17) {
      throw new IllegalArgumentException(decimals + " decimals are not in 0..17");
    }
  }
}
