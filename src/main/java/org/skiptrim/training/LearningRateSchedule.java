package org.skiptrim.training;

import java.util.List;

/** The learning rate over time. */
public sealed interface LearningRateSchedule {

  /**
   * The learning rate of a step.
   *
   * @param epoch the time since the start in epochs, with its fraction
   * @param epochs how long the whole training is
   */
  double at(double epoch, int epochs);

  /**
   * Rises linearly to the peak, then falls linearly to nothing: reaches in few epochs what steps
   * reach in many (Smith and Topin, arXiv 1708.07120, without its momentum cycle).
   *
   * @param peak the highest rate
   * @param warmUp the share of the time that the rise takes, 0 to 1
   */
  record OneCycle(double peak, double warmUp) implements LearningRateSchedule {
    @Override
    public double at(double epoch, int epochs) {
      double progress = epoch / epochs;
      return peak * Math.min(warmUp > 0 ? progress / warmUp : 1, (1 - progress) / (1 - warmUp));
    }
  }

  /**
   * A constant that drops at certain epochs (He et al., arXiv 1512.03385).
   *
   * @param initial the first rate
   * @param factor what it is multiplied with at a drop
   * @param drops the epochs before which it drops
   */
  record Steps(double initial, double factor, List<Integer> drops) implements LearningRateSchedule {
    /** Copies the drops. */
    public Steps {
      drops = List.copyOf(drops);
    }

    @Override
    public double at(double epoch, int epochs) {
      long dropped = drops.stream().filter(drop -> epoch >= drop).count();
      return initial * Math.pow(factor, dropped);
    }
  }
}
