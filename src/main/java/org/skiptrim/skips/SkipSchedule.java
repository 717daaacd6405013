package org.skiptrim.skips;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;
import org.skiptrim.storage.Sparse;

/**
 * Which skips go when.
 *
 * @param first how many epochs the student trains before the first goes
 * @param interval epochs between one removal and the next
 * @param count how many go at a time; {@link #AUTO} and {@link #ALL} are for {@link #fitting} to
 *     say
 * @param order which go first
 * @param fade over how many epochs a skip's weight falls from 1 to 0 before it is gone; 0: at once;
 *     {@link #AUTO_FADE} is for {@link #fitting} to say
 */
public record SkipSchedule(int first, int interval, int count, Order order, int fade) {

  /** As many at a time as it takes. */
  public static final int AUTO = 0;

  /** All together. */
  public static final int ALL = Integer.MAX_VALUE;

  /** Over a quarter of the epochs, as deep networks are best treated. */
  public static final int AUTO_FADE = -1;

  /** What {@link Sparse} leaves out; part of the file format, whatever the defaults become. */
  private static final SkipSchedule USUAL = new SkipSchedule(1, 1, 1, Order.FRONT_TO_BACK, 0);

  @JsonValue
  Map<String, Object> said() {
    return Sparse.of(this, USUAL);
  }

  @JsonCreator
  static SkipSchedule of(Map<String, Object> said) {
    return Sparse.read(said, USUAL);
  }

  /** Which of the skips that are left goes next. */
  public enum Order {
    /** The one nearest to the input. */
    FRONT_TO_BACK,
    /** The one nearest to the output. */
    BACK_TO_FRONT,
    /** The one whose loss changes the student's logits least, as measured when it is due. */
    LEAST_HARMFUL
  }

  /** Checks the ranges. */
  public SkipSchedule {
    if (first < 0) {
      throw new IllegalArgumentException("first removal after " + first + " epochs; use 0 or more");
    }
    if (interval < 1) {
      throw new IllegalArgumentException("removal interval " + interval + "; use 1 or more epochs");
    }
    if (count < AUTO) {
      throw new IllegalArgumentException(count + " removals at a time; use 1 or more");
    }
    if (fade < AUTO_FADE) {
      throw new IllegalArgumentException("fade over " + fade + " epochs; use 0 or more");
    }
  }

  /** One at a time, front to back, at once. */
  public static SkipSchedule of(int first, int interval) {
    return new SkipSchedule(first, interval, 1, Order.FRONT_TO_BACK, 0);
  }

  /**
   * This schedule for a network with so many skips and that many epochs. Where it does not say how
   * many go at a time, they are the fewest with which the last one is gone when half of the epochs
   * are over, so that the other half is left to learn without.
   */
  public SkipSchedule fitting(int skips, int epochs) {
    int over = fade == AUTO_FADE ? epochs / 4 : fade;
    if (count != AUTO) {
      return with(count == ALL ? skips : count, over);
    }
    SkipSchedule fitted = with(1, over);
    while (fitted.count < skips && fitted.lastRemoval(skips) > epochs / 2) {
      fitted = with(fitted.count + 1, over);
    }
    return fitted;
  }

  private SkipSchedule with(int together, int over) {
    return new SkipSchedule(first, interval, together, order, over);
  }

  /** Whether skips are to go, or to begin to fade, after so many epochs. */
  public boolean isDue(int epochsDone) {
    return epochsDone >= first && (epochsDone - first) % interval == 0;
  }

  /** After how many epochs the last of {@code skips} is gone. */
  public int lastRemoval(int skips) {
    int times = (skips + count - 1) / count;
    return first + Math.max(0, times - 1) * interval + fade;
  }
}
