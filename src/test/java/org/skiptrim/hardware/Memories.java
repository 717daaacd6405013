package org.skiptrim.hardware;

import org.skiptrim.device.Device;

/** What memories are made of where that does not matter. */
public final class Memories {
  /** As a xc7z020 wants it. */
  public static final MemoryStyles USUAL = new MemoryStyles(Device.named("xc7z020"));

  private Memories() {}
}
