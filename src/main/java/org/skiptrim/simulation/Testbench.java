package org.skiptrim.simulation;

import java.util.List;
import java.util.Map;
import org.skiptrim.hardware.Stream;
import org.skiptrim.rtl.Dataflow;
import org.skiptrim.rtl.Netlist;
import org.skiptrim.rtl.RtlDesign;

/**
 * A test bench around a design: a source of images, recorders of streams and the frame clock. It
 * looks into the design by hierarchical names, so that the design knows nothing of it.
 */
final class Testbench {
  /** Modules that it is made of, beside the design. */
  static final List<String> PARTS = List.of("frame_source", "stream_recorder", "frame_clock");

  /** A unit may compute this much longer than a frame takes before it gives a beat. */
  private static final int IDLE_MARGIN = 1000;

  private final String module;
  private final Dataflow dataflow;
  private final Map<String, Stream> recorded;
  private final long idleLimit;
  private final StringBuilder text = new StringBuilder();

  private Testbench(
      String module, Dataflow dataflow, Map<String, Stream> recorded, long idleLimit) {
    this.module = module;
    this.dataflow = dataflow;
    this.recorded = recorded;
    this.idleLimit = idleLimit;
  }

  /** One that records these streams by the names that are their keys. */
  static Testbench of(RtlDesign design, Map<String, Stream> recorded) {
    Dataflow dataflow = design.dataflow();
    long idleLimit = dataflow.cyclesPerFrame() + IDLE_MARGIN;
    return new Testbench(design.topModule(), dataflow, recorded, idleLimit);
  }

  /**
   * One that sees the ports alone, and records the output. An image passes them, at the latest,
   * when each unit has taken a frame's time for it, one after the other.
   */
  static Testbench of(Netlist netlist) {
    Dataflow ports = netlist.dataflow().atPorts();
    long idleLimit = ports.cyclesPerFrame() * netlist.dataflow().streams().size() + IDLE_MARGIN;
    Map<String, Stream> recorded = Map.of(ports.output().name(), ports.output());
    return new Testbench(netlist.topModule(), ports, recorded, idleLimit);
  }

  Dataflow dataflow() {
    return dataflow;
  }

  Map<String, Stream> recorded() {
    return recorded;
  }

  /** The module {@code testbench}. */
  String text() {
    text.setLength(0);
    design();
    recorded.forEach(this::recorder);
    clock();
    return text.append("endmodule\n").toString();
  }

  /** What a stream's signals begin with: ports are known here, the others are in the design. */
  private String signals(Stream stream) {
    if (stream.equals(dataflow.input())) {
      return "in";
    }
    return stream.equals(dataflow.output()) ? "out" : "dut." + stream.name();
  }

  private void design() {
    int inWidth = dataflow.input().type().width();
    int outWidth = dataflow.output().type().width();
    text.append(
        """
        module testbench (input logic clk_i);
          logic [1:0] reset_q = '1;
          wire rst = reset_q[1];
          always_ff @(posedge clk_i) reset_q <= reset_q << 1;

          logic in_valid, in_ready, out_valid, out_ready;
          assign out_ready = 1'b1;
          logic [%d:0] in_data;
          logic [%d:0] out_data;
          frame_source #(.Lanes(%d), .Bits(%d)) source (
              .clk_i, .rst_i(rst), .out_valid_o(in_valid), .out_ready_i(in_ready), .out_data_o(in_data)
          );
          %s dut (
              .clk_i, .rst_i(rst), .in_valid_i(in_valid), .in_ready_o(in_ready), .in_data_i(in_data),
              .out_valid_o(out_valid), .out_ready_i(out_ready), .out_data_o(out_data)
          );
        """
            .formatted(
                inWidth - 1,
                outWidth - 1,
                dataflow.input().type().lanes(),
                dataflow.input().type().bits(),
                module));
  }

  private void recorder(String name, Stream stream) {
    text.append(
        """
          stream_recorder #(.Lanes(%1$d), .Bits(%2$d), .Signed(%3$d), .Name("%4$s")) record_%4$s (
              .clk_i, .rst_i(rst), .valid_i(%5$s_valid), .ready_i(%5$s_ready), .data_i(%5$s_data)
          );
        """
            .formatted(
                stream.type().lanes(),
                stream.type().bits(),
                stream.type().signed() ? 1 : 0,
                name,
                signals(stream)));
  }

  private void clock() {
    int streams = dataflow.streams().size();
    text.append("  logic [%1$d:0] valid, ready;\n".formatted(streams - 1));
    for (int i = 0; i < streams; i++) {
      text.append(
          "  assign valid[%1$d] = %2$s_valid, ready[%1$d] = %2$s_ready;\n"
              .formatted(i, signals(dataflow.streams().get(i))));
    }
    text.append(
        """
          frame_clock #(.Streams(%d), .BeatsPerFrame(%d), .IdleLimit(%d)) clock (
              .clk_i, .rst_i(rst), .out_moves_i(out_valid), .valid_i(valid), .ready_i(ready)
          );
        """
            .formatted(streams, dataflow.output().beatsPerFrame(), idleLimit));
  }
}
