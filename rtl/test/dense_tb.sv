// dense against sums computed value by value in 64 bits.
module dense_check #(
    parameter int Inputs          = 4,
    parameter int Outputs         = 2,
    parameter int Simd            = 1,
    parameter int Pe              = 1,
    parameter int InputBits       = 8,
    parameter int InputSigned     = 0,
    parameter int WeightBits      = 8,
    parameter int BiasBits        = 16,
    parameter int AccumulatorBits = 24,
    parameter     WeightsFile     = "",
    parameter     BiasFile        = "",
    parameter     Name            = "dense"
) (
    input  logic clk_i,
    output logic done_o
);
  localparam int Vectors = 8;
  localparam int Beats = Inputs / Simd;
  localparam int Folds = Outputs / Pe;

  logic rst, in_valid, in_ready, out_valid, out_ready;
  logic [Simd*InputBits-1:0] in_data;
  logic [Pe*AccumulatorBits-1:0] out_data;
  logic [Pe*Simd*WeightBits-1:0] weights[Beats*Folds];
  logic [Pe*BiasBits-1:0] biases[Folds];

  dense #(
      .Inputs(Inputs),
      .Outputs(Outputs),
      .Simd(Simd),
      .Pe(Pe),
      .InputBits(InputBits),
      .InputSigned(InputSigned),
      .WeightBits(WeightBits),
      .BiasBits(BiasBits),
      .AccumulatorBits(AccumulatorBits),
      .WeightsFile(WeightsFile),
      .BiasFile(BiasFile)
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

  function automatic longint weight(input int o, input int i);
    logic signed [WeightBits-1:0] bits;
    bits = weights[o/Pe*Beats+i/Simd][(o%Pe*Simd+i%Simd)*WeightBits+:WeightBits];
    return longint'(bits);
  endfunction

  function automatic longint bias(input int o);
    logic signed [BiasBits-1:0] bits;
    bits = biases[o/Pe][o%Pe*BiasBits+:BiasBits];
    return longint'(bits);
  endfunction

  function automatic longint value(input logic [InputBits-1:0] bits);
    logic signed [InputBits-1:0] as_signed;
    as_signed = bits;
    return InputSigned != 0 ? longint'(as_signed) : longint'({1'b0, bits});
  endfunction

  task automatic add_vector();
    logic [Inputs*InputBits-1:0] vector;
    logic [Outputs*AccumulatorBits-1:0] logits;
    longint sum;
    for (int i = 0; i < Inputs * InputBits; i++) vector[i] = 1'($urandom);
    for (int b = 0; b < Beats; b++) bench.source.add(vector[b*Simd*InputBits+:Simd*InputBits]);
    for (int o = 0; o < Outputs; o++) begin
      sum = bias(o);
      for (int i = 0; i < Inputs; i++) sum += weight(o, i) * value(vector[i*InputBits+:InputBits]);
      logits[o*AccumulatorBits+:AccumulatorBits] = AccumulatorBits'(sum);
    end
    for (int f = 0; f < Folds; f++) bench.sink.add(logits[f*Pe*AccumulatorBits+:Pe*AccumulatorBits]);
  endtask

  initial begin
    done_o = 1'b0;
    $readmemh(WeightsFile, weights);
    $readmemh(BiasFile, biases);
    repeat (Vectors) add_vector();
    bench.run(0, 0);
    bench.sink.check_cycles(0, Vectors * Folds - 1, (Vectors * Folds - 1) * Beats);
    bench.run_all();
    done_o = 1'b1;
  end
endmodule

module dense_tb;
  localparam int Checks = 4;
  logic clk = 1'b0;
  logic [Checks-1:0] done;
  initial forever #1 clk = !clk;

  // Inputs, Outputs, Simd, Pe, InputBits, InputSigned, WeightBits, BiasBits, AccumulatorBits, WeightsFile, BiasFile
  dense_check #(64, 10, 1, 1, 8, 0, 8, 16, 23,
      "rtl/test/data/dense_64x10_simd1_pe1_weights_8bit.hex",
      "rtl/test/data/dense_64x10_simd1_pe1_biases_16bit.hex", "64 to 10") c0 (clk, done[0]);
  dense_check #(64, 10, 1, 1, 8, 1, 8, 16, 23,
      "rtl/test/data/dense_64x10_simd1_pe1_weights_8bit.hex",
      "rtl/test/data/dense_64x10_simd1_pe1_biases_16bit.hex", "64 to 10, signed") c1 (clk, done[1]);
  dense_check #(12, 6, 4, 3, 2, 0, 3, 7, 10,
      "rtl/test/data/dense_12x6_simd4_pe3_weights_3bit.hex",
      "rtl/test/data/dense_12x6_simd4_pe3_biases_7bit.hex", "folded both ways") c2 (clk, done[2]);
  dense_check #(2, 1, 2, 1, 4, 1, 4, 6, 10,
      "rtl/test/data/dense_2x1_simd2_pe1_weights_4bit.hex",
      "rtl/test/data/dense_2x1_simd2_pe1_biases_6bit.hex", "one beat") c3 (clk, done[3]);

  initial begin
    wait (&done);
    $display("PASS");
    $finish;
  end
endmodule
