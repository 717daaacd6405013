// matrix_vector against sums computed value by value in 64 bits.
module matrix_vector_check #(
    parameter int Beats           = 2,
    parameter int OutputFolds     = 2,
    parameter int Simd            = 2,
    parameter int Pe              = 2,
    parameter int InputBits       = 8,
    parameter int InputSigned     = 0,
    parameter int WeightBits      = 8,
    parameter int AccumulatorBits = 24,
    parameter int Products          = 0,
    parameter     WeightsFile     = "",
    parameter     Name            = "matrix_vector"
) (
    input  logic clk_i,
    output logic done_o
);
  localparam int Vectors = 12 * OutputFolds;

  logic rst, in_valid, in_ready, out_valid, out_ready;
  logic [Simd*InputBits-1:0] in_data;
  logic [Pe*AccumulatorBits-1:0] out_data;
  logic [Pe*Simd*WeightBits-1:0] weights[Beats*OutputFolds];

  matrix_vector #(
      .Beats(Beats),
      .OutputFolds(OutputFolds),
      .Simd(Simd),
      .Pe(Pe),
      .InputBits(InputBits),
      .InputSigned(InputSigned),
      .WeightBits(WeightBits),
      .AccumulatorBits(AccumulatorBits),
      .Products(Products),
      .WeightsFile(WeightsFile)
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
      .InBits (Simd * InputBits),
      .OutBits(Pe * AccumulatorBits),
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

  function automatic longint weight(input int word, input int lane);
    logic signed [WeightBits-1:0] bits;
    bits = weights[word][lane*WeightBits+:WeightBits];
    // The odd outputs' weights stand one lower where their neighbour's is negative.
    if (Products == 1 && lane / Simd % 2 == 1) return longint'(bits) + longint'(weights[word][(lane-Simd+1)*WeightBits-1]);
    return longint'(bits);
  endfunction

  function automatic longint value(input logic [Simd*InputBits-1:0] beat, input int lane);
    logic signed [InputBits-1:0] bits;
    bits = beat[lane*InputBits+:InputBits];
    return InputSigned != 0 ? longint'(bits) : longint'({1'b0, bits});
  endfunction

  // Every fourth vector is extreme: all ones, or the sign bits alone.
  task automatic add_vector(input int vector);
    longint sums[Pe];
    logic [Simd*InputBits-1:0] beat;
    logic [Pe*AccumulatorBits-1:0] result;
    for (int p = 0; p < Pe; p++) sums[p] = 0;
    for (int b = 0; b < Beats; b++) begin
      for (int i = 0; i < Simd * InputBits; i++) beat[i] = 1'($urandom);
      if (vector % 8 == 3) beat = '1;
      if (vector % 8 == 7) for (int i = 0; i < Simd * InputBits; i++) beat[i] = i % InputBits == InputBits - 1;
      bench.source.add(beat);
      for (int p = 0; p < Pe; p++)
        for (int s = 0; s < Simd; s++)
          sums[p] += weight(vector % OutputFolds * Beats + b, p * Simd + s) * value(beat, s);
    end
    for (int p = 0; p < Pe; p++) result[p*AccumulatorBits+:AccumulatorBits] = AccumulatorBits'(sums[p]);
    bench.sink.add(result);
  endtask

  initial begin
    done_o = 1'b0;
    $readmemh(WeightsFile, weights);
    for (int v = 0; v < Vectors; v++) add_vector(v);
    bench.run(0, 0);
    bench.sink.check_cycles(0, Vectors - 1, (Vectors - 1) * Beats);
    bench.run_all();
    done_o = 1'b1;
  end
endmodule

module matrix_vector_tb;
  localparam int Checks = 16;
  logic clk = 1'b0;
  logic [Checks-1:0] done;
  initial forever #1 clk = !clk;

  // Beats, OutputFolds, Simd, Pe, InputBits, InputSigned, WeightBits, AccumulatorBits, Products, WeightsFile
  matrix_vector_check #(9, 2, 4, 2, 8, 0, 8, 22, 0, "rtl/test/data/weights_9x2_simd4_pe2_8bit.hex", "8 bits unsigned") c0 (
      clk, done[0]);
  matrix_vector_check #(9, 2, 4, 2, 8, 1, 8, 22, 0, "rtl/test/data/weights_9x2_simd4_pe2_8bit.hex", "8 bits signed") c1 (
      clk, done[1]);
  matrix_vector_check #(1, 3, 3, 2, 4, 0, 4, 10, 0, "rtl/test/data/weights_1x3_simd3_pe2_4bit.hex", "one beat") c2 (
      clk, done[2]);
  matrix_vector_check #(2, 1, 1, 1, 1, 0, 2, 3, 0, "rtl/test/data/weights_2x1_simd1_pe1_2bit.hex", "1 bit unsigned") c3 (
      clk, done[3]);
  matrix_vector_check #(5, 4, 5, 3, 2, 1, 3, 10, 0, "rtl/test/data/weights_5x4_simd5_pe3_3bit.hex", "2 bits signed") c4 (
      clk, done[4]);
  matrix_vector_check #(1, 1, 2, 1, 16, 1, 16, 33, 0, "rtl/test/data/weights_1x1_simd2_pe1_16bit.hex", "16 bits") c5 (
      clk, done[5]);
  matrix_vector_check #(5, 4, 5, 3, 1, 1, 3, 8, 0, "rtl/test/data/weights_5x4_simd5_pe3_3bit.hex", "1 bit signed") c6 (
      clk, done[6]);
  matrix_vector_check #(18, 8, 8, 2, 8, 0, 8, 24, 0, "rtl/test/data/weights_18x8_simd8_pe2_8bit.hex", "block RAM size") c7 (
      clk, done[7]);
  matrix_vector_check #(9, 2, 4, 2, 8, 0, 8, 22, 1, "rtl/test/data/weights_9x2_simd4_pe2_8bit.hex", "packed, unsigned") c8 (
      clk, done[8]);
  matrix_vector_check #(9, 2, 4, 2, 8, 1, 8, 22, 1, "rtl/test/data/weights_9x2_simd4_pe2_8bit.hex", "packed, signed") c9 (
      clk, done[9]);
  matrix_vector_check #(1, 3, 3, 2, 4, 0, 4, 10, 1, "rtl/test/data/weights_1x3_simd3_pe2_4bit.hex", "packed, one beat") c10 (
      clk, done[10]);
  matrix_vector_check #(18, 8, 8, 2, 8, 0, 8, 24, 1, "rtl/test/data/weights_18x8_simd8_pe2_8bit.hex", "packed, block RAM") c11 (
      clk, done[11]);
  matrix_vector_check #(9, 2, 4, 2, 8, 0, 8, 22, 2, "rtl/test/data/weights_9x2_simd4_pe2_8bit.hex", "LUTs, unsigned") c12 (
      clk, done[12]);
  matrix_vector_check #(9, 2, 4, 2, 8, 1, 8, 22, 2, "rtl/test/data/weights_9x2_simd4_pe2_8bit.hex", "LUTs, signed") c13 (
      clk, done[13]);
  matrix_vector_check #(5, 4, 5, 3, 2, 1, 3, 10, 2, "rtl/test/data/weights_5x4_simd5_pe3_3bit.hex", "LUTs, 3 bits") c14 (
      clk, done[14]);
  matrix_vector_check #(2, 1, 1, 1, 1, 0, 2, 3, 2, "rtl/test/data/weights_2x1_simd1_pe1_2bit.hex", "LUTs, 2 bits") c15 (
      clk, done[15]);

  initial begin
    wait (&done);
    $display("PASS");
    $finish;
  end
endmodule
