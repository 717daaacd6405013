package org.skiptrim.hardware;

/**
 * What of a design is a matter of choice beside its parallelism.
 *
 * @param memories what its memories are made of
 * @param skips where skip connections get their pixels
 */
public record HardwareStyle(MemoryStyles memories, SkipSource skips) {

  /** The same with memories of something else. */
  HardwareStyle withMemories(MemoryStyles other) {
    return new HardwareStyle(other, skips);
  }

  /** The same with skips from elsewhere. */
  public HardwareStyle withSkips(SkipSource other) {
    return new HardwareStyle(memories, other);
  }
}
