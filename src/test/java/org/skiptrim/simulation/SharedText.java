package org.skiptrim.simulation;

import java.util.List;
import java.util.regex.Pattern;
import org.skiptrim.hardware.Stream;

/** The text of a simulation of many designs: each one's top module, and a bench around each. */
final class SharedText {
  /**
   * Cycles longer than a frame takes in which no stream of a design moves only if it never will.
   */
  private static final int IDLE_MARGIN = 200;

  private static final Pattern MEMORY = Pattern.compile("\\(\"([^\"]+\\.mem)\"\\)");
  private static final Pattern FIFO =
      Pattern.compile("  skip_fifo #\\(\n((?:      \\..*\n)+)  \\) u_(\\w+) \\(");

  private SharedText() {}

  static String testbench(List<SharedDesign> designs) {
    StringBuilder text = new StringBuilder("module testbench (input logic clk_i);\n");
    text.append("  logic [%d:0] done;\n".formatted(designs.size() - 1));
    for (int i = 0; i < designs.size(); i++) {
      text.append(
          "  bench_%1$s bench_%1$s (.clk_i, .done_o(done[%2$d]));\n"
              .formatted(designs.get(i).name(), i));
    }
    return text.append("  always @(posedge clk_i) if (&done) $finish;\nendmodule\n").toString();
  }

  /**
   * A design's top module by a name of its own, with FIFOs that can be made smaller in a run, and
   * gates in some of its streams.
   */
  static String top(SharedDesign design, String written) {
    String name = design.name();
    String text = written.replace("module skiptrim_top (", "module top_" + name + " (");
    text = MEMORY.matcher(text).replaceAll("(\"" + name + "/$1\")");
    String fifo = "  limited_fifo #(\n      .Name(\"" + name + ".$2\"),\n$1  ) u_$2 (";
    text = FIFO.matcher(text).replaceAll(fifo);
    for (Stream stream : design.gated()) {
      text = gated(stream.name(), text);
    }
    return text;
  }

  private static String gated(String stream, String text) {
    String gate =
        """
          logic %1$s_valid, %1$s_ready;
          logic %1$s_passed_valid, %1$s_passed_ready;
          stream_gate %1$s_gate (
              .clk_i, .in_valid_i(%1$s_valid), .in_ready_o(%1$s_ready),
              .out_valid_o(%1$s_passed_valid), .out_ready_i(%1$s_passed_ready)
          );
        """
            .formatted(stream);
    return text.replace(
            "_valid_i(%s_valid)".formatted(stream), "_valid_i(%s_passed_valid)".formatted(stream))
        .replace(
            "_ready_o(%s_ready)".formatted(stream), "_ready_o(%s_passed_ready)".formatted(stream))
        .replace("  logic %1$s_valid, %1$s_ready;\n".formatted(stream), gate);
  }

  static String bench(SharedDesign design) {
    Stream in = design.graph().input();
    Stream out = design.graph().output();
    StringBuilder text = new StringBuilder();
    text.append(
        """
        module bench_%1$s (input logic clk_i, output logic done_o);
          logic rst, offered_valid, offered_ready, in_valid, in_ready, out_valid, out_ready, moves;
          logic [%2$d:0] in_data;
          logic [%3$d:0] out_data;
          restarting_source #(.Lanes(%4$d), .Bits(%5$d), .Name("%1$s")) source (
              .clk_i, .rst_i(rst), .out_valid_o(offered_valid), .out_ready_i(offered_ready), .out_data_o(in_data)
          );
          stream_gate in_gate (
              .clk_i, .in_valid_i(offered_valid), .in_ready_o(offered_ready), .out_valid_o(in_valid), .out_ready_i(in_ready)
          );
          top_%1$s dut (
              .clk_i, .rst_i(rst), .in_valid_i(in_valid), .in_ready_o(in_ready), .in_data_i(in_data),
              .out_valid_o(out_valid), .out_ready_i(out_ready), .out_data_o(out_data)
          );
          stream_gate out_gate (
              .clk_i, .in_valid_i(out_valid), .in_ready_o(out_ready), .out_valid_o(moves), .out_ready_i(1'b1)
          );
        """
            .formatted(
                design.name(),
                in.type().width() - 1,
                out.type().width() - 1,
                in.type().lanes(),
                in.type().bits()));
    design.recorded().forEach(stream -> text.append(recorder(design, stream)));
    return text.append(clock(design)).append("endmodule\n").toString();
  }

  private static String recorder(SharedDesign design, Stream stream) {
    return """
          restarting_recorder #(.Lanes(%1$d), .Bits(%2$d), .Signed(%3$d), .Name("%4$s/%5$s")) record_%5$s (
              .clk_i, .rst_i(rst), .moves_i(dut.%5$s_valid && dut.%5$s_ready), .data_i(dut.%5$s_data)
          );
        """
        .formatted(
            stream.type().lanes(),
            stream.type().bits(),
            stream.type().signed() ? 1 : 0,
            design.name(),
            stream.name());
  }

  private static String clock(SharedDesign design) {
    List<Stream> streams = design.graph().streams();
    StringBuilder text =
        new StringBuilder("  logic [%1$d:0] valid, ready;\n".formatted(streams.size() - 1));
    for (int i = 0; i < streams.size(); i++) {
      text.append(
          "  assign valid[%1$d] = dut.%2$s_valid, ready[%1$d] = dut.%2$s_ready;\n"
              .formatted(i, streams.get(i).name()));
    }
    return text.append(
            """
              restarting_clock #(.Streams(%d), .BeatsPerFrame(%d), .IdleLimit(%d), .Name("%s")) clock (
                  .clk_i, .rst_o(rst), .done_o, .out_moves_i(moves), .valid_i(valid), .ready_i(ready)
              );
            """
                .formatted(
                    streams.size(),
                    design.graph().output().beatsPerFrame(),
                    design.graph().cyclesPerFrame() + IDLE_MARGIN,
                    design.name()))
        .toString();
  }
}
