package org.skiptrim.placement;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.skiptrim.device.Utilization;

/**
 * A placed and routed design, the fastest of several tries.
 *
 * @param attempts all of them, by seed
 * @param best the one that was kept
 * @param used what it takes of the device, as routed
 * @param path that says how fast it is
 * @param bitstream the file
 */
public record Placement(
    List<Attempt> attempts,
    Attempt best,
    Utilization used,
    Optional<CriticalPath> path,
    Path bitstream) {
  /** Copies the list. */
  public Placement {
    attempts = List.copyOf(attempts);
  }
}
