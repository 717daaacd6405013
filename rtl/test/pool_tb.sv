// global_average_pool against sums of integers.
module global_average_pool_check #(
    parameter int Pixels      = 4,
    parameter int Channels    = 2,
    parameter int Lanes       = 1,
    parameter int InputBits   = 8,
    parameter int InputSigned = 0,
    parameter int OutputBits  = 10,
    parameter     Name        = "global_average_pool"
) (
    input  logic clk_i,
    output logic done_o
);
  localparam int Images = 10;
  localparam int Folds = Channels / Lanes;

  logic rst, in_valid, in_ready, out_valid, out_ready;
  logic [Lanes*InputBits-1:0] in_data;
  logic [Lanes*OutputBits-1:0] out_data;

  global_average_pool #(
      .Pixels(Pixels),
      .Channels(Channels),
      .Lanes(Lanes),
      .InputBits(InputBits),
      .InputSigned(InputSigned),
      .OutputBits(OutputBits)
  ) dut (
      .clk_i,
      .rst_i(rst),
      .in_valid_i(in_valid),
      .in_ready_o(in_ready),
      .in_data_i(in_data),
      .out_valid_o(out_valid),
      .out_ready_i(out_ready),
      .out_data_o(out_data)
  );
  stream_bench #(
      .InBits (Lanes * InputBits),
      .OutBits(Lanes * OutputBits),
      .Name   (Name)
  ) bench (
      .clk_i,
      .rst_o(rst),
      .in_valid_o(in_valid),
      .in_ready_i(in_ready),
      .in_data_o(in_data),
      .out_valid_i(out_valid),
      .out_ready_o(out_ready),
      .out_data_i(out_data)
  );

  function automatic int value(input logic [InputBits-1:0] bits);
    logic signed [InputBits-1:0] as_signed;
    as_signed = bits;
    return InputSigned != 0 ? int'(as_signed) : int'({1'b0, bits});
  endfunction

  // The first two images are extreme: all bits, and the sign bits alone.
  task automatic add_image(input int image);
    int sums[Channels];
    logic [Lanes*InputBits-1:0] beat;
    logic [Lanes*OutputBits-1:0] result;
    for (int c = 0; c < Channels; c++) sums[c] = 0;
    for (int i = 0; i < Pixels * Folds; i++) begin
      for (int l = 0; l < Lanes; l++) begin
        beat[l*InputBits+:InputBits] = InputBits'($urandom);
        if (image == 0) beat[l*InputBits+:InputBits] = '1;
        if (image == 1) beat[l*InputBits+:InputBits] = InputBits'(1 << (InputBits - 1));
        sums[i%Folds*Lanes+l] += value(beat[l*InputBits+:InputBits]);
      end
      bench.source.add(beat);
    end
    for (int f = 0; f < Folds; f++) begin
      for (int l = 0; l < Lanes; l++) result[l*OutputBits+:OutputBits] = OutputBits'(sums[f*Lanes+l]);
      bench.sink.add(result);
    end
  endtask

  initial begin
    done_o = 1'b0;
    for (int i = 0; i < Images; i++) add_image(i);
    bench.run(0, 0);
    bench.sink.check_cycles(0, (Images - 1) * Folds, (Images - 1) * Pixels * Folds);
    bench.run_all();
    done_o = 1'b1;
  end
endmodule

module global_average_pool_tb;
  localparam int Checks = 6;
  logic clk = 1'b0;
  logic [Checks-1:0] done;
  initial forever #1 clk = !clk;

  // Pixels, Channels, Lanes, InputBits, InputSigned, OutputBits
  global_average_pool_check #(64, 16, 2, 8, 0, 14, "8x8 unsigned") c0 (clk, done[0]);
  global_average_pool_check #(9, 6, 2, 5, 1, 9, "3x3 signed") c1 (clk, done[1]);
  global_average_pool_check #(16, 4, 4, 4, 0, 8, "one beat a pixel") c2 (clk, done[2]);
  global_average_pool_check #(1, 6, 3, 8, 0, 8, "one pixel") c3 (clk, done[3]);
  global_average_pool_check #(1, 1, 1, 1, 1, 1, "one pixel, channel and bit") c4 (clk, done[4]);
  global_average_pool_check #(4, 3, 1, 2, 1, 12, "wide sums") c5 (clk, done[5]);

  initial begin
    wait (&done);
    $display("PASS");
    $finish;
  end
endmodule
