package org.skiptrim.device;

/** What a device has a budget of. */
public enum Resource {
  /** Look-up tables: of six inputs in Xilinx's families, of four in ECP5. */
  LUT,
  /** Flip-flops. */
  FF,
  /** Block RAMs: of 36 Kbit in Xilinx's families, where half of one counts 0.5; 18 Kbit in ECP5. */
  BRAM,
  /** Hard multipliers: DSP48 slices, or ECP5's of 18×18 bits. */
  DSP
}
