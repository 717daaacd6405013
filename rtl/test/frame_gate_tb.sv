// frame_gate: frames of the right length, of too few and of too many bytes, in random order.
module frame_gate_check #(
    parameter int Bytes = 4,
    parameter     Name  = "frame_gate"
) (
    input  logic clk_i,
    output logic done_o
);
  localparam int Frames = 300;

  logic rst, in_valid, in_ready, in_last, out_valid, out_ready, keep_valid, keep_ready, keep, error;
  logic [7:0] in_data, out_data;
  int keep_pause, errors, wrong_frames;

  frame_gate #(
      .Bytes(Bytes)
  ) dut (
      .clk_i,
      .rst_i(rst),
      .in_valid_i(in_valid),
      .in_ready_o(in_ready),
      .in_data_i(in_data),
      .in_last_i(in_last),
      .out_valid_o(out_valid),
      .out_ready_i(out_ready),
      .out_data_o(out_data),
      .keep_valid_o(keep_valid),
      .keep_ready_i(keep_ready),
      .keep_data_o(keep),
      .error_o(error)
  );
  stream_bench #(
      .InBits (9),
      .OutBits(8),
      .Name   (Name)
  ) bench (
      .clk_i,
      .rst_o(rst),
      .in_valid_o(in_valid),
      .in_ready_i(in_ready),
      .in_data_o({in_last, in_data}),
      .out_valid_i(out_valid),
      .out_ready_o(out_ready),
      .out_data_i(out_data)
  );
  stream_sink #(
      .Bits(1),
      .Name({Name, " keep"})
  ) keeps (
      .clk_i, .rst_i(rst), .pause_percent_i(keep_pause), .valid_i(keep_valid), .ready_o(keep_ready), .data_i(keep)
  );

  always @(posedge clk_i) errors <= rst ? 0 : errors + int'(error);

  task automatic add_frame(input int length);
    logic [7:0] data;
    for (int i = 0; i < length || i < Bytes; i++) begin
      data = 8'($urandom);
      if (i < length) bench.source.add({i == length - 1, data});
      if (i < Bytes) bench.sink.add(i < length ? data : 8'd0);
    end
    keeps.add(length == Bytes);
    if (length != Bytes) wrong_frames++;
  endtask

  task automatic run(input int source_percent, input int sink_percent, input int keep_percent);
    keep_pause = keep_percent;
    bench.restart(source_percent, sink_percent);
    repeat ($urandom_range(20 * Bytes)) @(posedge clk_i);
    bench.run(source_percent, sink_percent);
    if (!keeps.complete()) $fatal(1, "%0s: %0d beats of keep are missing", Name, Frames - keeps.passed());
    if (errors != wrong_frames) $fatal(1, "%0s: %0d errors, expected %0d", Name, errors, wrong_frames);
  endtask

  initial begin
    done_o = 1'b0;
    for (int f = 0; f < Frames; f++) add_frame(f % 3 == 0 ? $urandom_range(3 * Bytes, 1) : Bytes);
    // What is dropped at the end does not reach the sink, so it ends with a right frame.
    add_frame(Bytes);
    run(0, 0, 0);
    repeat (3) run(50, 0, 0);
    repeat (3) run(0, 50, 20);
    repeat (3) run(30, 30, 90);
    done_o = 1'b1;
  end
endmodule

module frame_gate_tb;
  localparam int Checks = 4;
  logic clk = 1'b0;
  logic [Checks-1:0] done;
  initial forever #1 clk = !clk;

  frame_gate_check #(1, "1 byte") c0 (clk, done[0]);
  frame_gate_check #(2, "2 bytes") c1 (clk, done[1]);
  frame_gate_check #(7, "7 bytes") c2 (clk, done[2]);
  frame_gate_check #(16, "16 bytes") c3 (clk, done[3]);

  initial begin
    wait (&done);
    $display("PASS");
    $finish;
  end
endmodule
