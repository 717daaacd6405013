package org.skiptrim.spec;

import java.util.Map;
import java.util.TreeMap;
import org.skiptrim.engine.Arithmetic;
import org.skiptrim.skips.SkipSchedule;

/**
 * How skip connections are removed or shortened.
 *
 * @param training the student's
 * @param distillation its loss
 * @param schedule which skips go when
 */
public record SkipsSpec(
    TrainingSpec training, DistillationSpec distillation, SkipSchedule schedule) {
  private static final int MOST = 100_000;

  static SkipsSpec read(Setting section, Arithmetic arithmetic) throws SpecException {
    TrainingSpec training = TrainingSpec.read(section, 1, arithmetic);
    Map<String, SkipSchedule.Order> orders = new TreeMap<>();
    for (SkipSchedule.Order order : SkipSchedule.Order.values()) {
      orders.put(order.word(), order);
    }
    SkipSchedule schedule =
        new SkipSchedule(
            section.get("first").integer(0, MOST),
            section.get("interval").integer(1, MOST),
            section.get("at_a_time").integer(1, MOST),
            section.get("order").choice(orders),
            section.get("fade").integer(0, MOST));
    return new SkipsSpec(training, DistillationSpec.read(section), schedule);
  }

  /** Whether the last skip of a network of that depth goes while there are epochs left. */
  void checkTime(Setting section, int depth) throws SpecException {
    int skips = (depth - 2) / 2;
    int needed = schedule.lastRemoval(skips) + 1;
    if (training.epochs() < needed) {
      throw section
          .get("epochs")
          .wrong(
              ("the %d skips of ResNet%d, %d at a time, the first after %d epochs, then every %d,"
                      + " take %d or more")
                  .formatted(
                      skips,
                      depth,
                      schedule.count(),
                      schedule.first(),
                      schedule.interval(),
                      needed));
    }
  }
}
