package org.skiptrim.rtl;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.skiptrim.hardware.StreamType;
import org.skiptrim.network.Shape;

/** The text of the module that gives a design AXI4-Streams. */
final class AxisText {
  private static final String PORTS =
      """
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
        logic rst, keep_in_data, keep_data;
      """;

  private final Map<String, RtlInstance> instances;
  private final StringBuilder text = new StringBuilder();

  private AxisText(List<RtlInstance> around) {
    this.instances =
        around.stream().collect(Collectors.toMap(RtlInstance::name, Function.identity()));
  }

  static String of(RtlDesign core, List<RtlInstance> around) {
    AxisText top = new AxisText(around);
    top.header(core.dataflow());
    top.input();
    top.core(core.topModule());
    top.output();
    return top.text.append("endmodule\n").toString();
  }

  private void header(Dataflow dataflow) {
    StreamType in = dataflow.input().type();
    StreamType out = dataflow.output().type();
    Shape image = dataflow.image();
    text.append(
        "// Generated. Images of %d bytes (%d channels in turn) → class and %d logits of %d bytes.\n"
            .formatted(image.size(), image.channels(), dataflow.classes(), (out.bits() + 7) / 8));
    text.append(PORTS.formatted(AxisWriter.TOP_MODULE));
    stream("taken", 9);
    stream("frame", 8);
    stream("pixel", in.bits());
    stream("in", in.width());
    stream("out", out.width());
    stream("logit", out.bits());
    text.append("  logic keep_in_valid, keep_in_ready, keep_valid, keep_ready;\n");
  }

  private void stream(String name, int bits) {
    text.append("  logic %1$s_valid, %1$s_ready;\n".formatted(name));
    text.append("  logic [%d:0] %s_data;\n".formatted(bits - 1, name));
  }

  private void input() {
    unclocked("axis_reset", ".clk_i(aclk)", ".rst_ni(aresetn)", ".rst_o(rst)");
    instance(
        "axis_input",
        ".in_valid_i(s_axis_tvalid)",
        ".in_ready_o(s_axis_tready)",
        ".in_data_i({s_axis_tlast, s_axis_tdata})",
        to("taken"));
    instance(
        "axis_gate",
        ".in_valid_i(taken_valid)",
        ".in_ready_o(taken_ready)",
        ".in_data_i(taken_data[7:0])",
        ".in_last_i(taken_data[8])",
        to("frame"),
        to("keep", "keep_in"),
        ".error_o(frame_error)");
    instance("axis_keep", from("keep_in"), to("keep"));
    instance("axis_pixels", from("frame"), to("pixel"));
    instance("axis_lanes", from("pixel"), to("in"));
  }

  private void core(String module) {
    instance(module, Map.of(), "core", clocked(from("in"), to("out")));
  }

  private void output() {
    instance("axis_logits", from("out"), to("logit"));
    instance(
        "axis_result",
        from("logit"),
        from("keep", "keep"),
        ".out_valid_o(m_axis_tvalid)",
        ".out_ready_i(m_axis_tready)",
        ".out_data_o(m_axis_tdata)",
        ".out_last_o(m_axis_tlast)");
  }

  private void instance(String name, String... ports) {
    unclocked(name, clocked(ports));
  }

  private static String[] clocked(String... ports) {
    return Stream.concat(Stream.of(".clk_i(aclk)", ".rst_i(rst)"), Arrays.stream(ports))
        .toArray(String[]::new);
  }

  private void unclocked(String name, String... ports) {
    RtlInstance instance = Objects.requireNonNull(instances.get(name), name);
    instance(instance.module(), instance.parameters(), name, ports);
  }

  private void instance(
      String module, Map<String, String> parameters, String name, String... ports) {
    StringJoiner values = new StringJoiner(", ", " #(", ")").setEmptyValue("");
    parameters.forEach((parameter, value) -> values.add(".%s(%s)".formatted(parameter, value)));
    text.append("\n  %s%s u_%s (\n".formatted(module, values, name));
    text.append("      ").append(String.join(",\n      ", ports)).append("\n  );\n");
  }

  /** The stream goes into the instance's {@code in}. */
  private static String from(String stream) {
    return from("in", stream);
  }

  private static String from(String port, String stream) {
    return ports(port, "i", "o", stream);
  }

  /** The instance's {@code out} is the stream. */
  private static String to(String stream) {
    return to("out", stream);
  }

  private static String to(String port, String stream) {
    return ports(port, "o", "i", stream);
  }

  private static String ports(String port, String forwards, String backwards, String stream) {
    return ".%1$s_valid_%2$s(%4$s_valid), .%1$s_ready_%3$s(%4$s_ready), .%1$s_data_%2$s(%4$s_data)"
        .formatted(port, forwards, backwards, stream);
  }
}
