package org.skiptrim.placement;

import org.skiptrim.device.Device;

/** What nextpnr says when it fails, and what can be done about it. */
final class PlacerWords {
  private PlacerWords() {}

  /** The same with the remedy, where the words are known. */
  static String explained(String failure, Device device) {
    if (failure.contains("$sb_io'")) {
      return "%s has too few pins for the design's streams; skiptrim board puts a serial line around a design (%s)"
          .formatted(device.name(), failure);
    }
    if (failure.contains("utilisation limit")) {
      return "the design does not fit %s as placed; give hardware.device_share less, or try more placement.seeds (%s)"
          .formatted(device.name(), failure);
    }
    return failure;
  }
}
