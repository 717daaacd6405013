package org.skiptrim.experiment;

import org.skiptrim.skips.SkipSchedule;

/**
 * How skip connections are removed.
 *
 * @param training the student's
 * @param distillation its loss
 * @param firstRemoval epochs before the first skip goes
 * @param interval epochs from one removal to the next
 */
public record SkipperSpec(
    TrainingSpec training, DistillationSpec distillation, int firstRemoval, int interval) {

  static SkipperSpec read(Setting section) throws SpecException {
    return new SkipperSpec(
        TrainingSpec.read(section, 1),
        DistillationSpec.read(section),
        section.get("first_removal").integer(0, 100_000),
        section.get("interval").integer(1, 100_000));
  }

  /** Whether the last skip of a network of that depth goes while there are epochs left. */
  void checkTime(Setting section, int depth) throws SpecException {
    int skips = (depth - 2) / 2;
    int needed = schedule().lastRemoval(skips) + 1;
    if (training.epochs() < needed) {
      throw section
          .get("epochs")
          .wrong(
              ("removing the %d skips of ResNet%d, the first after %d epochs, then one every %d,"
                      + " takes %d or more")
                  .formatted(skips, depth, firstRemoval, interval, needed));
    }
  }

  SkipSchedule schedule() {
    return new SkipSchedule(firstRemoval, interval);
  }
}
