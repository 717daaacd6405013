package org.skiptrim.hardware;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The FIFO of one skip connection.
 *
 * @param add the network's addition that the skip leads to
 * @param fifo the instance of its {@link Unit.SkipFifo}
 * @param identity whether nothing is computed on the skip
 * @param minimumBeats what it needs so that the design cannot deadlock: exactly for an identity
 *     that no converter to other lanes stands behind, at most where a converter or a shortcut holds
 *     beats itself
 * @param beats its depth: the minimum and the slack that keeps the throughput
 * @param beatBits bits of a beat
 */
public record SkipBuffer(
    String add, String fifo, boolean identity, int minimumBeats, int beats, int beatBits) {

  /** The bits it can hold; files say so, too. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public long bits() {
    return (long) beats * beatBits;
  }

  SkipBuffer withBeats(int depth) {
    return new SkipBuffer(add, fifo, identity, minimumBeats, depth, beatBits);
  }
}
