package org.skiptrim.placement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.skiptrim.device.Device;

/** What nextpnr says when it fails, and what it means. */
final class PlacerWords {
  /** Of the placer before it places, as it places, and as it routes; and of our own time limit. */
  private static final Pattern ROOM =
      Pattern.compile(
          "no BELs remaining|unable to find (a placement location|legal placement)"
              + "|failed to (place c(hain|ell)|expand region|route)|not done after",
          Pattern.CASE_INSENSITIVE);

  /** How many cells of a type are used after packing, and how many there are. */
  private static final Pattern UTILIZATION =
      Pattern.compile("^Info:\\s+(\\w+):\\s*(\\d+)/\\s*([1-9]\\d*)\\s+\\d+%$", Pattern.MULTILINE);

  /** The placer gives an iCE40's global buffers to as many nets as there are of them. */
  private static final String GLOBAL_BUFFER = "SB_GB";

  private PlacerWords() {}

  /** The same with the remedy, where the words are known. */
  static String explained(String failure, Device device) {
    if (failure.contains("$sb_io'")) {
      return "%s has too few pins for the design's streams; skiptrim board puts a serial line around a design (%s)"
          .formatted(device.name(), failure);
    }
    if (failure.contains("legal placement")) {
      return "the design does not fit %s as placed (%s)".formatted(device.name(), failure);
    }
    return failure;
  }

  /** Whether a smaller design might have been placed and routed. */
  static boolean isForLackOfRoom(String failure) {
    return ROOM.matcher(failure).find();
  }

  /**
   * The same with the type of cell that the device is fullest of, where room is lacking: carry
   * chains and multiplexers take more cells of a LUT each than synthesis counts LUTs.
   *
   * @param log of the placer
   */
  static String withFullest(String failure, Path log) throws IOException {
    if (!isForLackOfRoom(failure) || !Files.exists(log)) {
      return failure;
    }
    Optional<MatchResult> fullest =
        UTILIZATION
            .matcher(Files.readString(log))
            .results()
            .filter(type -> !type.group(1).equals(GLOBAL_BUFFER))
            .max(Comparator.comparingDouble(type -> count(type, 2) / count(type, 3)));
    return fullest.map(type -> failure + "; " + said(type)).orElse(failure);
  }

  private static double count(MatchResult type, int group) {
    return Double.parseDouble(type.group(group));
  }

  private static String said(MatchResult type) {
    return String.format(
        Locale.ROOT,
        "packed, it takes %,.0f of %,.0f %s",
        count(type, 2),
        count(type, 3),
        type.group(1));
  }
}
