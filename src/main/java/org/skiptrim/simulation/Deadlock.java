package org.skiptrim.simulation;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.skiptrim.hardware.SkipBuffer;
import org.skiptrim.hardware.Stream;

/** A simulated design stopped for ever; the message names what waits and what it lacks. */
public final class Deadlock extends IOException {
  private static final long serialVersionUID = 1;

  /**
   * Describes it.
   *
   * @param frame how many images were done
   * @param waiting streams with a beat that nobody takes
   * @param skips all FIFOs of the design
   */
  Deadlock(int frame, List<Stream> waiting, List<SkipBuffer> skips) {
    super(
        "the design stopped for ever after %d image%s; these streams have a beat that nobody takes: %s%s"
            .formatted(
                frame,
                frame == 1 ? "" : "s",
                waiting.stream().map(Stream::name).collect(Collectors.joining(", ")),
                skips.stream()
                    .filter(skip -> waiting.stream().anyMatch(stream -> leadsTo(stream, skip)))
                    .map(Deadlock::full)
                    .collect(Collectors.joining())));
  }

  private static boolean leadsTo(Stream stream, SkipBuffer skip) {
    return stream.to().instance().equals(skip.fifo());
  }

  private static String full(SkipBuffer skip) {
    boolean isEnough = skip.beats() >= skip.minimumBeats();
    return "; FIFO %s of the skip to '%s' is full with %d beats%s"
        .formatted(
            skip.fifo(),
            skip.add(),
            skip.beats(),
            isEnough ? ", which were computed to be enough" : " and needs " + skip.minimumBeats());
  }
}
