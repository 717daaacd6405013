package org.skiptrim.device;

import java.util.Optional;

/**
 * Yosys commands that map an elaborated design to a device's cells.
 *
 * @param usual of any design
 * @param withoutBlockRam the same of one that has no block RAM, without reading what would map it;
 *     empty if there is no faster way
 */
public record SynthesisCommands(String usual, Optional<String> withoutBlockRam) {

  /** Those of any design alone. */
  public static SynthesisCommands of(String usual) {
    return new SynthesisCommands(usual, Optional.empty());
  }

  /** The ones for a module. */
  public String forModule(boolean hasBlockRam) {
    return hasBlockRam ? usual : withoutBlockRam.orElse(usual);
  }
}
