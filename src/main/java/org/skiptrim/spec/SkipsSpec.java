package org.skiptrim.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.skiptrim.engine.Arithmetic;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.quantization.Precision;
import org.skiptrim.skips.SkipSchedule;
import org.skiptrim.storage.Words;
import org.skiptrim.training.Teaching;

/**
 * How skip connections are removed or shortened.
 *
 * @param training the student's
 * @param teaching its loss
 * @param schedule which skips go when
 * @param precision to which the student is quantized while they go; empty for real numbers
 * @param statisticsImages training images on which batch norm's statistics are measured anew before
 *     each evaluation; empty for none
 */
public record SkipsSpec(
    TrainingSpec training,
    Teaching teaching,
    SkipSchedule schedule,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Precision> precision,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) OptionalInt statisticsImages) {
  private static final int MOST = 100_000;
  private static final Map<String, Integer> COUNTS =
      Map.of("auto", SkipSchedule.AUTO, "all", SkipSchedule.ALL);
  private static final Map<String, Integer> FADES = Map.of("auto", SkipSchedule.AUTO_FADE);

  /** Old files have neither of the last two. */
  public SkipsSpec {
    precision = precision == null ? Optional.empty() : precision;
    statisticsImages = statisticsImages == null ? OptionalInt.empty() : statisticsImages;
  }

  /**
   * Reads one.
   *
   * @param input the image's type where a precision names none
   */
  static SkipsSpec read(Setting section, FixedPoint input, Arithmetic arithmetic)
      throws SpecException {
    TrainingSpec training = TrainingSpec.read(section, 1, arithmetic);
    SkipSchedule schedule =
        new SkipSchedule(
            section.get("first").integer(0, MOST),
            section.get("interval").integer(1, MOST),
            section.get("at_a_time").integer(1, MOST, COUNTS),
            section.get("order").choice(Words.in(SkipSchedule.Order.class)),
            section.get("fade").integer(0, MOST, FADES));
    return new SkipsSpec(
        training,
        TeachingReader.read(section),
        schedule,
        precision(section, input),
        statisticsImages(section.get("statistics_images")));
  }

  private static OptionalInt statisticsImages(Setting setting) throws SpecException {
    int count = setting.integer(0, 1_000_000);
    return count == 0 ? OptionalInt.empty() : OptionalInt.of(count);
  }

  private static Optional<Precision> precision(Setting section, FixedPoint input)
      throws SpecException {
    Setting setting = section.get("precision");
    if (setting.is("none")) {
      return Optional.empty();
    }
    Precision precision = PrecisionReader.read(setting, input);
    if (precision.automatic()) {
      throw setting.wrong("types are not chosen while skips go; leave binary_points out");
    }
    return Optional.of(precision);
  }

  /**
   * Whether the last skip goes while there are epochs left.
   *
   * @param skips how many the network has
   * @param network its name, for the message
   */
  void checkTime(Setting section, int skips, String network) throws SpecException {
    SkipSchedule fitted = schedule.fitting(skips, training.epochs());
    int needed = fitted.lastRemoval(skips) + 1;
    if (training.epochs() < needed) {
      throw section
          .get("epochs")
          .wrong(
              ("the %d skips of %s, %d at a time, the first after %d epochs, then every %d,"
                      + " take %d or more")
                  .formatted(
                      skips, network, fitted.count(), fitted.first(), fitted.interval(), needed));
    }
  }
}
