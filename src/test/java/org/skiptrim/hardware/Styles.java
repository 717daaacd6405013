package org.skiptrim.hardware;

import org.skiptrim.device.Device;

/** Designs as tests want them. */
public final class Styles {
  private static final MemoryStyles ZYNQ = new MemoryStyles(Device.named("xc7z020"));

  /** Skips come out of line buffers, as usual. */
  public static final HardwareStyle TAPPED = new HardwareStyle(ZYNQ, SkipSource.LINE_BUFFER);

  /** Skips come out of forks. */
  public static final HardwareStyle FORKED = new HardwareStyle(ZYNQ, SkipSource.FORK);

  /** Skips come out of whatever takes less of the device. */
  public static final HardwareStyle CHEAPEST = new HardwareStyle(ZYNQ, SkipSource.CHEAPEST);

  private Styles() {}
}
