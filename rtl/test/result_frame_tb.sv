// result_frame: classes and bytes of random logits, with ties and dropped frames.
module result_frame_check #(
    parameter int Classes = 10,
    parameter int Bits    = 16,
    parameter     Name    = "result_frame"
) (
    input  logic clk_i,
    output logic done_o
);
  localparam int Frames = 60;
  localparam int Bytes = (Bits + 7) / 8;

  logic rst, in_valid, in_ready, keep_valid, keep_ready, keep, out_valid, out_ready, out_last;
  logic [Bits-1:0] in_data;
  logic [7:0] out_data;
  int keep_pause;

  result_frame #(
      .Classes(Classes),
      .Bits(Bits)
  ) dut (
      .clk_i,
      .rst_i(rst),
      .in_valid_i(in_valid),
      .in_ready_o(in_ready),
      .in_data_i(in_data),
      .keep_valid_i(keep_valid),
      .keep_ready_o(keep_ready),
      .keep_data_i(keep),
      .out_valid_o(out_valid),
      .out_ready_i(out_ready),
      .out_data_o(out_data),
      .out_last_o(out_last)
  );
  stream_bench #(
      .InBits (Bits),
      .OutBits(9),
      .Name   (Name)
  ) bench (
      .clk_i,
      .rst_o(rst),
      .in_valid_o(in_valid),
      .in_ready_i(in_ready),
      .in_data_o(in_data),
      .out_valid_i(out_valid),
      .out_ready_o(out_ready),
      .out_data_i({out_last, out_data})
  );
  stream_source #(
      .Bits(1)
  ) keeps (
      .clk_i, .rst_i(rst), .pause_percent_i(keep_pause), .valid_o(keep_valid), .ready_i(keep_ready), .data_o(keep)
  );

  // Few different logits, so that many are equal; and the ends of their range.
  task automatic add_frame(input logic kept);
    longint logits[Classes];
    longint largest = 0;
    int best = 0;
    for (int c = 0; c < Classes; c++) begin
      logits[c] = $urandom_range(3) == 0 ? 64'($signed(Bits'({$urandom, $urandom}))) : longint'($urandom_range(4)) - 2;
      if (Bits > 1 && $urandom_range(9) == 0) logits[c] = -(64'sd1 << Bits - 1);
      if (Bits > 1 && $urandom_range(9) == 0) logits[c] = (64'sd1 << Bits - 1) - 1;
      logits[c] = 64'($signed(Bits'(logits[c])));
      if (c == 0 || logits[c] > largest) begin
        largest = logits[c];
        best = c;
      end
      bench.source.add(Bits'(logits[c]));
    end
    keeps.add(kept);
    if (kept) begin
      bench.sink.add({1'b0, 8'(best)});
      for (int c = 0; c < Classes; c++)
        for (int b = 0; b < Bytes; b++)
          bench.sink.add({c == Classes - 1 && b == Bytes - 1, 8'(logits[c] >> 8 * b)});
    end
  endtask

  task automatic run(input int source_percent, input int sink_percent, input int keep_percent);
    keep_pause = keep_percent;
    bench.restart(source_percent, sink_percent);
    repeat ($urandom_range(10 * Classes)) @(posedge clk_i);
    bench.run(source_percent, sink_percent);
  endtask

  initial begin
    done_o = 1'b0;
    for (int f = 0; f < Frames; f++) add_frame($urandom_range(3) != 0);
    add_frame(1'b1);
    run(0, 0, 0);
    repeat (2) run(50, 0, 50);
    repeat (2) run(0, 50, 0);
    repeat (2) run(30, 30, 90);
    done_o = 1'b1;
  end
endmodule

module result_frame_tb;
  localparam int Checks = 5;
  logic clk = 1'b0;
  logic [Checks-1:0] done;
  initial forever #1 clk = !clk;

  // Classes, Bits
  result_frame_check #(10, 16, "10 classes of 16 bits") c0 (clk, done[0]);
  result_frame_check #(3, 19, "3 classes of 19 bits") c1 (clk, done[1]);
  result_frame_check #(1, 5, "1 class of 5 bits") c2 (clk, done[2]);
  result_frame_check #(256, 8, "256 classes of 8 bits") c3 (clk, done[3]);
  result_frame_check #(7, 33, "7 classes of 33 bits") c4 (clk, done[4]);

  initial begin
    wait (&done);
    $display("PASS");
    $finish;
  end
endmodule
