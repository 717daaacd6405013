package org.skiptrim.rtl;

import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.skiptrim.hardware.DataflowGraph;
import org.skiptrim.hardware.Port;
import org.skiptrim.hardware.Stream;
import org.skiptrim.hardware.UnitInstance;

/** The text of a top module: ports, wires, instances, in the order of the network. */
final class TopModuleText {
  private final DataflowGraph graph;
  private final StringBuilder text = new StringBuilder();

  private TopModuleText(DataflowGraph graph) {
    this.graph = graph;
  }

  static String of(DataflowGraph graph, String module) {
    TopModuleText top = new TopModuleText(graph);
    top.header(module);
    top.graph.streams().forEach(top::wires);
    top.topPorts();
    top.graph.units().forEach(top::instance);
    return top.text.append("endmodule\n").toString();
  }

  private void header(String module) {
    Stream in = graph.input();
    Stream out = graph.output();
    line("// Generated. %s → %s.", described(in), described(out));
    line(
        "// An image takes at least %,d cycles; skip connections hold %,d bits in FIFOs.",
        graph.cyclesPerFrame(), graph.skipFifoBits());
    line("module %s (", module);
    line("    input  logic clk_i,");
    line("    input  logic rst_i,");
    line("    input  logic in_valid_i,");
    line("    output logic in_ready_o,");
    line("    input  logic [%d:0] in_data_i,", in.type().width() - 1);
    line("    output logic out_valid_o,");
    line("    input  logic out_ready_i,");
    line("    output logic [%d:0] out_data_o", out.type().width() - 1);
    line(");");
  }

  /** As in {@code 'stem.norm' 16x32x32, 2 unsigned 8-bit values a beat}. */
  private String described(Stream stream) {
    return "'%s' %s, %d %s %d-bit value%s a beat"
        .formatted(
            stream.node(),
            graph.network().shape(stream.node()),
            stream.type().lanes(),
            stream.type().signed() ? "signed" : "unsigned",
            stream.type().bits(),
            stream.type().lanes() == 1 ? "" : "s");
  }

  private void wires(Stream stream) {
    line("  // %s → %s: %s", stream.from().instance(), stream.to().instance(), described(stream));
    line("  logic %1$s_valid, %1$s_ready;", stream.name());
    line("  logic [%d:0] %s_data;", stream.type().width() - 1, stream.name());
  }

  private void topPorts() {
    String in = graph.input().name();
    String out = graph.output().name();
    line("");
    line("  assign %s_valid = in_valid_i;", in);
    line("  assign in_ready_o = %s_ready;", in);
    line("  assign %s_data = in_data_i;", in);
    line("  assign out_valid_o = %s_valid;", out);
    line("  assign %s_ready = out_ready_i;", out);
    line("  assign out_data_o = %s_data;", out);
  }

  private void instance(UnitInstance instance) {
    line("");
    line("  // %s: %s", instance.node(), graph.network().node(instance.node()).op());
    StringJoiner parameters = new StringJoiner(",\n");
    for (Map.Entry<String, String> entry : ModuleParameters.of(instance.unit()).entrySet()) {
      parameters.add("      .%s(%s)".formatted(entry.getKey(), entry.getValue()));
    }
    line("  %s #(\n%s\n  ) u_%s (", instance.unit().module(), parameters, instance.name());
    StringJoiner ports = new StringJoiner(",\n");
    ports.add("      .clk_i(clk_i)").add("      .rst_i(rst_i)");
    for (Stream stream : graph.streams()) {
      connect(ports, instance, stream, stream.to(), "i", "o");
      connect(ports, instance, stream, stream.from(), "o", "i");
    }
    line("%s\n  );", ports);
  }

  /** Connects a stream where it begins or ends at the instance. */
  private static void connect(
      StringJoiner ports,
      UnitInstance instance,
      Stream stream,
      Port port,
      String forwards,
      String backwards) {
    if (port.instance().equals(instance.name())) {
      ports.add("      .%s_valid_%s(%s_valid)".formatted(port.name(), forwards, stream.name()));
      ports.add("      .%s_ready_%s(%s_ready)".formatted(port.name(), backwards, stream.name()));
      ports.add("      .%s_data_%s(%s_data)".formatted(port.name(), forwards, stream.name()));
    }
  }

  private void line(String format, Object... arguments) {
    text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }
}
