package org.skiptrim.rtl;

import static org.skiptrim.rtl.ModuleText.into;
import static org.skiptrim.rtl.ModuleText.outOf;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.skiptrim.hardware.StreamType;

/** The text of the module that gives a design AXI4-Streams. */
final class AxisText {
  private static final String CLOCK = ".clk_i(aclk), .rst_i(rst)";
  private static final String HEADER =
      """
      // Generated. Images of %d bytes (%d channels in turn) → class and %d logits of %d bytes.
      module %s (
          input  logic       aclk,
          input  logic       aresetn,
          input  logic       s_axis_tvalid,
          output logic       s_axis_tready,
          input  logic [7:0] s_axis_tdata,
          input  logic       s_axis_tlast,
          output logic       m_axis_tvalid,
          input  logic       m_axis_tready,
          output logic [7:0] m_axis_tdata,
          output logic       m_axis_tlast,
          output logic       frame_error
      );
        logic rst;
      """;

  private final Map<String, RtlInstance> instances;
  private final ModuleText text;

  private AxisText(Dataflow dataflow, List<RtlInstance> around) {
    this.instances =
        around.stream().collect(Collectors.toMap(RtlInstance::name, Function.identity()));
    StreamType in = dataflow.input().type();
    StreamType out = dataflow.output().type();
    this.text =
        new ModuleText(
                HEADER.formatted(
                    dataflow.image().size(),
                    dataflow.image().channels(),
                    dataflow.classes(),
                    dataflow.logitBytes(),
                    AxisWriter.TOP_MODULE))
            .stream("taken", 9).stream("frame", 8).stream("pixel", in.bits()).stream(
                "in", in.width())
                .stream("out", out.width())
                .stream("logit", out.bits())
                .stream("keep_in", 1)
                .stream("keep", 1);
  }

  static String of(RtlDesign core, List<RtlInstance> around) {
    AxisText top = new AxisText(core.dataflow(), around);
    top.input();
    top.text.instance(core.topModule(), "core", CLOCK, into("in", "in"), outOf("out", "out"));
    top.output();
    return top.text.end();
  }

  private RtlInstance named(String name) {
    return Objects.requireNonNull(instances.get(name), name);
  }

  private void input() {
    text.instance(named("axis_reset"), ".clk_i(aclk), .rst_ni(aresetn), .rst_o(rst)")
        .instance(
            named("axis_input"),
            CLOCK,
            ".in_valid_i(s_axis_tvalid), .in_ready_o(s_axis_tready)",
            ".in_data_i({s_axis_tlast, s_axis_tdata})",
            outOf("out", "taken"))
        .instance(
            named("axis_gate"),
            CLOCK,
            ".in_valid_i(taken_valid), .in_ready_o(taken_ready)",
            ".in_data_i(taken_data[7:0]), .in_last_i(taken_data[8])",
            outOf("out", "frame"),
            outOf("keep", "keep_in"),
            ".error_o(frame_error)")
        .instance(named("axis_keep"), CLOCK, into("in", "keep_in"), outOf("out", "keep"))
        .instance(named("axis_pixels"), CLOCK, into("in", "frame"), outOf("out", "pixel"))
        .instance(named("axis_lanes"), CLOCK, into("in", "pixel"), outOf("out", "in"));
  }

  private void output() {
    text.instance(named("axis_logits"), CLOCK, into("in", "out"), outOf("out", "logit"))
        .instance(
            named("axis_result"),
            CLOCK,
            into("in", "logit"),
            into("keep", "keep"),
            ".out_valid_o(m_axis_tvalid), .out_ready_i(m_axis_tready)",
            ".out_data_o(m_axis_tdata), .out_last_o(m_axis_tlast)");
  }
}
