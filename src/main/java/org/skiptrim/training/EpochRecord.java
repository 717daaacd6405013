package org.skiptrim.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is remembered of one epoch.
 *
 * @param epoch counted from 1
 * @param learningRate of its first step
 * @param trainLoss mean over its images
 * @param trainAccuracy share of its (augmented) images that were right when they were seen, 0 to 1
 * @param testAccuracy share of the test images that are right after it, 0 to 1
 * @param seconds how long it took, evaluation included
 * @param events what happened before it, such as "removed stage1.block1.add"
 */
public record EpochRecord(
    int epoch,
    double learningRate,
    double trainLoss,
    double trainAccuracy,
    double testAccuracy,
    double seconds,
    List<String> events) {

  /** More of a kind are counted, not listed. */
  public static final int LISTED = 3;

  /** Copies the events. */
  public EpochRecord {
    events = List.copyOf(events);
  }

  /** The events in few words: {@code removed stage1.block1.add, 27 skips faded to 12/13}. */
  public String eventsText() {
    Map<String, List<String>> kinds =
        events.stream()
            .collect(
                Collectors.groupingBy(
                    EpochRecord::withoutSkip, LinkedHashMap::new, Collectors.toList()));
    return kinds.entrySet().stream()
        .map(
            kind ->
                kind.getValue().size() > LISTED
                    ? kind.getValue().size() + " skips " + kind.getKey()
                    : String.join(", ", kind.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** {@code faded stage1.block1.add to 1/2}: {@code faded to 1/2}. */
  private static String withoutSkip(String event) {
    return event.replaceFirst(" \\S+", "");
  }
}
