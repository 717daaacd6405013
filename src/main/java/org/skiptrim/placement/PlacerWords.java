package org.skiptrim.placement;

import java.util.regex.Pattern;
import org.skiptrim.device.Device;

/** What nextpnr says when it fails, and what it means. */
final class PlacerWords {
  /** Of the placer before it places, as it places, and as it routes; and of our own time limit. */
  private static final Pattern ROOM =
      Pattern.compile(
          "no Bels remaining|Unable to find a placement location|utilisation limit"
              + "|[Ff]ailed to (expand region|route)|not done after");

  private PlacerWords() {}

  /** The same with the remedy, where the words are known. */
  static String explained(String failure, Device device) {
    if (failure.contains("$sb_io'")) {
      return "%s has too few pins for the design's streams; skiptrim board puts a serial line around a design (%s)"
          .formatted(device.name(), failure);
    }
    if (failure.contains("utilisation limit")) {
      return "the design does not fit %s as placed (%s)".formatted(device.name(), failure);
    }
    return failure;
  }

  /** Whether a smaller design might have been placed and routed. */
  static boolean isForLackOfRoom(String failure) {
    return ROOM.matcher(failure).find();
  }
}
