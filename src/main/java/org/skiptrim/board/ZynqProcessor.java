package org.skiptrim.board;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The processors of a Zynq, as Vivado's block designs have them (UG994, PG201, UG585). */
enum ZynqProcessor {
  /** Two Cortex-A9. */
  ZYNQ_7000(
      "xc7z.*",
      "processing_system7",
      "make_external \"FIXED_IO, DDR\" apply_board_preset \"1\"",
      "CONFIG.PCW_USE_S_AXI_HP0 1",
      new Ports("M_AXI_GP0", "S_AXI_HP0", "FCLK_CLK0")),
  /** Four Cortex-A53; a Kria's, too. */
  ZYNQ_ULTRASCALE(
      "(xck|xczu).*",
      "zynq_ultra_ps_e",
      "apply_board_preset \"1\"",
      "CONFIG.PSU__USE__S_AXI_GP2 1",
      new Ports("M_AXI_HPM0_FPD", "S_AXI_HP0_FPD", "pl_clk0"));

  private final String parts;
  private final String core;
  private final String preset;
  private final String setting;
  private final Ports ports;

  /**
   * What is connected.
   *
   * @param master by which the processors talk to the logic
   * @param slave by which the logic gets to their memory
   * @param clock of the logic
   */
  private record Ports(String master, String slave, String clock) {}

  ZynqProcessor(String parts, String core, String preset, String setting, Ports ports) {
    this.parts = parts;
    this.core = core;
    this.preset = preset;
    this.setting = setting;
    this.ports = ports;
  }

  /** That of a part; none where it has no processors. */
  static Optional<ZynqProcessor> of(String part) {
    String lowerCase = part.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(one -> lowerCase.matches(one.parts)).findFirst();
  }

  /** What the script's template has for it. */
  Map<String, String> words() {
    String cell =
        """
        set ps [create_bd_cell -type ip -vlnv xilinx.com:ip:%s ps]
        apply_bd_automation -rule xilinx.com:bd_rule:%s -config {%s} $ps
        set_property %s $ps"""
            .formatted(core, core, preset, setting);
    return Map.of(
        "processor", cell, "master", ports.master, "slave", ports.slave, "clock", ports.clock);
  }
}
