// The last layer: Outputs logits from Inputs values, each exactly  bias_o + Σ weight(o, i) * value_i.
//
// In: the values of a vector, Simd a beat (two's complement where InputSigned is 1). Out: its logits, Pe a beat, lowest first,
// AccumulatorBits bits each, signed. Weight memory: as in matrix_vector, with Inputs / Simd beats and Outputs / Pe output
// folds. Bias memory: word of holds the biases of the logits of*Pe up, lane 0 lowest, BiasBits each, signed.
//
// It is made of others: sliding_window repeats the vector for each output fold, as it would a 1 x 1 image, and takes the next
// one meanwhile; matrix_vector multiplies; requantize adds the bias. A vector takes Inputs / Simd * Outputs / Pe cycles.
module dense #(
    parameter int Inputs          = 4,
    parameter int Outputs         = 2,
    parameter int Simd            = 1,
    parameter int Pe              = 1,
    parameter int InputBits       = 8,
    parameter int InputSigned     = 0,
    parameter int WeightBits      = 8,
    parameter int BiasBits        = 16,
    parameter int AccumulatorBits = 24,
    parameter int RamStyle        = 1,
    parameter int BlockWords      = 0,
    parameter     WeightsFile     = "",
    parameter     BiasFile        = ""
) (
    input  logic                          clk_i,
    input  logic                          rst_i,
    input  logic                          in_valid_i,
    output logic                          in_ready_o,
    input  logic [    Simd*InputBits-1:0] in_data_i,
    output logic                          out_valid_o,
    input  logic                          out_ready_i,
    output logic [Pe*AccumulatorBits-1:0] out_data_o
);
  if (Simd < 1 || Inputs % Simd != 0) begin : g_check_simd
    $error("dense: Inputs (%0d) must be a multiple of Simd (%0d)", Inputs, Simd);
  end
  if (Pe < 1 || Outputs % Pe != 0) begin : g_check_pe
    $error("dense: Outputs (%0d) must be a multiple of Pe (%0d)", Outputs, Pe);
  end

  logic vector_valid, vector_ready, sum_valid, sum_ready;
  logic [Simd*InputBits-1:0] vector_data;
  logic [Pe*AccumulatorBits-1:0] sum_data;

  sliding_window #(
      .Height(1),
      .Width(1),
      .Channels(Inputs),
      .Bits(InputBits),
      .Simd(Simd),
      .Kernel(1),
      .Stride(1),
      .Padding(0),
      .OutputFolds(Outputs / Pe),
      .DepthPixels(2),
      .RamStyle(RamStyle)
  ) repeated (
      .clk_i,
      .rst_i,
      .in_valid_i,
      .in_ready_o,
      .in_data_i,
      .out_valid_o(vector_valid),
      .out_ready_i(vector_ready),
      .out_data_o (vector_data)
  );

  matrix_vector #(
      .Beats(Inputs / Simd),
      .OutputFolds(Outputs / Pe),
      .Simd(Simd),
      .Pe(Pe),
      .InputBits(InputBits),
      .InputSigned(InputSigned),
      .WeightBits(WeightBits),
      .AccumulatorBits(AccumulatorBits),
      .BlockWords(BlockWords),
      .WeightsFile(WeightsFile)
  ) multiplied (
      .clk_i,
      .rst_i,
      .in_valid_i (vector_valid),
      .in_ready_o (vector_ready),
      .in_data_i  (vector_data),
      .out_valid_o(sum_valid),
      .out_ready_i(sum_ready),
      .out_data_o (sum_data)
  );

  requantize #(
      .Channels(Outputs),
      .Lanes(Pe),
      .AccumulatorBits(AccumulatorBits),
      .ScaleBits(0),
      .BiasBits(BiasBits),
      .Shift(0),
      .RoundingMode(0),
      .Saturate(0),
      .Relu(0),
      .OutputBits(AccumulatorBits),
      .OutputSigned(1),
      .ConstantsFile(BiasFile)
  ) biased (
      .clk_i,
      .rst_i,
      .in_valid_i(sum_valid),
      .in_ready_o(sum_ready),
      .in_data_i (sum_data),
      .out_valid_o,
      .out_ready_i,
      .out_data_o
  );
endmodule
