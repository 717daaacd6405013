package org.skiptrim.placement;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * One try to place and route, from one random start.
 *
 * @param input checksum of all that went into it; of another input it is another attempt
 * @param seed of that start
 * @param fmaxMhz what the clock may be; 0 where it failed
 * @param seconds it took
 * @param failure what the placer said, if it failed
 */
public record Attempt(
    String input,
    int seed,
    double fmaxMhz,
    double seconds,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<String> failure) {
  /** In files successes have no failure. */
  public Attempt {
    failure = failure == null ? Optional.empty() : failure;
  }

  /** Whether it was routed. */
  public boolean succeeded() {
    return failure.isEmpty();
  }
}
