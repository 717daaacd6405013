// pool against sums and maxima of integers.
module pool_check #(
    parameter int Pixels      = 4,
    parameter int Channels    = 2,
    parameter int Lanes       = 1,
    parameter int InputBits   = 8,
    parameter int InputSigned = 0,
    parameter int OutputBits  = 10,
    parameter int Maximum     = 0,
    parameter     Name        = "pool"
) (
    input  logic clk_i,
    output logic done_o
);
  localparam int Images = 10;
  localparam int Folds = Channels / Lanes;

  logic rst, in_valid, in_ready, out_valid, out_ready;
  logic [Lanes*InputBits-1:0] in_data;
  logic [Lanes*OutputBits-1:0] out_data;

  pool #(
      .Pixels(Pixels),
      .Channels(Channels),
      .Lanes(Lanes),
      .InputBits(InputBits),
      .InputSigned(InputSigned),
      .OutputBits(OutputBits),
      .Maximum(Maximum)
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
    int results[Channels];
    int next;
    logic [Lanes*InputBits-1:0] beat;
    logic [Lanes*OutputBits-1:0] result;
    for (int i = 0; i < Pixels * Folds; i++) begin
      for (int l = 0; l < Lanes; l++) begin
        beat[l*InputBits+:InputBits] = InputBits'($urandom);
        if (image == 0) beat[l*InputBits+:InputBits] = '1;
        if (image == 1) beat[l*InputBits+:InputBits] = InputBits'(1 << (InputBits - 1));
        next = value(beat[l*InputBits+:InputBits]);
        if (i >= Folds) next = Maximum == 0 ? results[i%Folds*Lanes+l] + next
            : results[i%Folds*Lanes+l] > next ? results[i%Folds*Lanes+l] : next;
        results[i%Folds*Lanes+l] = next;
      end
      bench.source.add(beat);
    end
    for (int f = 0; f < Folds; f++) begin
      for (int l = 0; l < Lanes; l++) result[l*OutputBits+:OutputBits] = OutputBits'(results[f*Lanes+l]);
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

module pool_tb;
  localparam int Checks = 10;
  logic clk = 1'b0;
  logic [Checks-1:0] done;
  initial forever #1 clk = !clk;

  // Pixels, Channels, Lanes, InputBits, InputSigned, OutputBits, Maximum
  pool_check #(64, 16, 2, 8, 0, 14, 0, "8x8 unsigned") c0 (clk, done[0]);
  pool_check #(9, 6, 2, 5, 1, 9, 0, "3x3 signed") c1 (clk, done[1]);
  pool_check #(16, 4, 4, 4, 0, 8, 0, "one beat a pixel") c2 (clk, done[2]);
  pool_check #(1, 6, 3, 8, 0, 8, 0, "one pixel") c3 (clk, done[3]);
  pool_check #(1, 1, 1, 1, 1, 1, 0, "one pixel, channel and bit") c4 (clk, done[4]);
  pool_check #(4, 3, 1, 2, 1, 12, 0, "wide sums") c5 (clk, done[5]);
  pool_check #(9, 8, 2, 8, 0, 8, 1, "maximum of 3x3") c6 (clk, done[6]);
  pool_check #(4, 6, 3, 5, 1, 5, 1, "maximum of 2x2, signed") c7 (clk, done[7]);
  pool_check #(4, 2, 2, 1, 1, 1, 1, "maximum of one bit, signed") c8 (clk, done[8]);
  pool_check #(1, 4, 1, 4, 0, 6, 1, "maximum of one pixel") c9 (clk, done[9]);

  initial begin
    wait (&done);
    $display("PASS");
    $finish;
  end
endmodule
