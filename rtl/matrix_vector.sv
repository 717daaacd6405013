// Multiplies a stream of vectors by a constant matrix: the arithmetic of a convolution, or of a dense layer.
//
// In: for each output fold, the Beats * Simd values of a vector, Simd a beat. Out: Pe sums of products a beat, after each
// Beats beats in: for output channel c = of*Pe + p
//
//   sum_c = Σ over b < Beats, s < Simd of  weight(c, b*Simd + s) * value(b*Simd + s)
//
// where of counts the output folds 0 … OutputFolds-1, over and over; the same vector has to come once for each of them.
// Values are two's complement where InputSigned is 1; weights and sums always. Sums are exact if they fit AccumulatorBits,
// whatever happens on the way, since all is computed modulo 2^AccumulatorBits at the least.
//
// Weight memory: word of*Beats + b holds weight(of*Pe + p, b*Simd + s) in bits (p*Simd + s)*WeightBits up.
//
// Products 0: a multiplier for each product, as synthesis makes it. Products 2: each product of LUTs (lut_product).
// Products 1: outputs 2*i and 2*i+1 share a multiplier: see product_pair. The memory then has, for the odd one, the weight
// less one where its neighbour's is negative; WeightBits must hold that, too.
//
// A beat a cycle, through a pipeline of weights, products, adder tree and sums. in_ready_o depends on registers alone.
module matrix_vector #(
    parameter int Beats           = 2,
    parameter int OutputFolds     = 2,
    parameter int Simd            = 2,
    parameter int Pe              = 2,
    parameter int InputBits       = 8,
    parameter int InputSigned     = 0,
    parameter int WeightBits      = 8,
    parameter int AccumulatorBits = 24,
    parameter int Products        = 0,
    parameter int BlockWords      = 0,
    parameter     WeightsFile     = "",
    parameter     RestFile        = ""
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
  localparam int BeatBits = $clog2(Beats) > 0 ? $clog2(Beats) : 1;
  // A product of a signed or unsigned and a signed value fits in the sum of their widths.
  localparam int ProductBits = InputBits + WeightBits;
  localparam int Levels = $clog2(Simd);
  localparam int Stages = 2 + Levels;

  if (Beats < 1 || OutputFolds < 1 || Simd < 1 || Pe < 1) begin : g_check_folding
    $error("matrix_vector: Beats (%0d), OutputFolds (%0d), Simd (%0d), Pe (%0d) must be at least 1", Beats, OutputFolds, Simd,
           Pe);
  end
  if (Products == 1 && Pe % 2 != 0) begin : g_check_packed
    $error("matrix_vector: Pe (%0d) must be even where two outputs share a multiplier", Pe);
  end
  if (InputBits < 1 || WeightBits < 1 || AccumulatorBits < 1) begin : g_check_bits
    $error("matrix_vector: InputBits (%0d), WeightBits (%0d), AccumulatorBits (%0d) must be at least 1", InputBits, WeightBits,
           AccumulatorBits);
  end

  logic [Stages-1:0] enable;
  logic in_accept, pipeline_ready, weights_ready, tree_valid, tree_ready;

  assign in_ready_o = pipeline_ready && weights_ready;
  assign in_accept  = in_valid_i && in_ready_o;

  elastic_control #(
      .Stages(Stages)
  ) pipeline (
      .clk_i,
      .rst_i,
      .in_valid_i(in_accept),
      .in_ready_o(pipeline_ready),
      .enable_o(enable),
      .out_valid_o(tree_valid),
      .out_ready_i(tree_ready)
  );

  // --- Weights: a word for each beat, beside its values. ---

  logic [Pe*Simd*WeightBits-1:0] weights;
  logic [Simd*InputBits-1:0] values_q;

  rom #(
      .Words(Beats * OutputFolds),
      .Bits (Pe * Simd * WeightBits),
      .BlockWords(BlockWords),
      .File (WeightsFile),
      .RestFile(RestFile)
  ) weight_memory (
      .clk_i, .rst_i, .next_i(in_accept), .ready_o(weights_ready), .data_o(weights)
  );

  always_ff @(posedge clk_i) begin
    if (enable[0]) values_q <= in_data_i;
  end

  // --- Products: a multiplier for each, or one for the same value's in two outputs. ---

  logic [Pe*Simd*ProductBits-1:0] products;
  logic [Pe*Simd-1:0] carries;

  if (Products == 1) begin : g_packed
    for (genvar p = 0; p < Pe; p += 2) begin : g_pair
      for (genvar s = 0; s < Simd; s++) begin : g_simd
        logic signed [InputBits:0] value;
        assign value = {InputSigned != 0 && values_q[(s+1)*InputBits-1], values_q[s*InputBits+:InputBits]};

        product_pair #(
            .ValueBits(InputBits + 1), .WeightBits(WeightBits)
        ) pair (
            .clk_i,
            .enable_i(enable[1]),
            .value_i(value),
            .low_i(weights[(p*Simd+s)*WeightBits+:WeightBits]),
            .high_i(weights[((p+1)*Simd+s)*WeightBits+:WeightBits]),
            .low_o(products[(p*Simd+s)*ProductBits+:ProductBits]),
            .high_o(products[((p+1)*Simd+s)*ProductBits+:ProductBits]),
            .carry_o(carries[(p+1)*Simd+s])
        );
        assign carries[p*Simd+s] = 1'b0;
      end
    end
  end else begin : g_single
    for (genvar p = 0; p < Pe; p++) begin : g_pe
      for (genvar s = 0; s < Simd; s++) begin : g_simd
        logic signed [InputBits:0] value;
        logic signed [WeightBits-1:0] weight;
        assign value  = {InputSigned != 0 && values_q[(s+1)*InputBits-1], values_q[s*InputBits+:InputBits]};
        assign weight = weights[(p*Simd+s)*WeightBits+:WeightBits];

        if (Products == 2) begin : g_luts
          lut_product #(
              .ValueBits(InputBits + 1), .WeightBits(WeightBits)
          ) of_luts (
              .clk_i,
              .enable_i(enable[1]),
              .value_i(value),
              .weight_i(weight),
              .product_o(products[(p*Simd+s)*ProductBits+:ProductBits])
          );
        end else begin : g_multiplier
          always_ff @(posedge clk_i) begin
            if (enable[1]) products[(p*Simd+s)*ProductBits+:ProductBits] <= ProductBits'(value * weight);
          end
        end
      end
    end
    assign carries = '0;
  end

  // --- Sums: the last beat's goes out, the others' wait in a register for the next beat. ---

  logic accept, is_last;
  logic [BeatBits-1:0] unused_beat;
  logic [Pe*AccumulatorBits-1:0] sums;
  logic out_ready, whole;

  assign tree_ready = !is_last || out_ready;
  assign accept     = tree_valid && tree_ready;

  counter #(.Count(Beats)) beats (
      .clk_i, .rst_i, .step_i(accept), .value_o(unused_beat), .last_o(is_last), .carry_o(whole)
  );

  for (genvar p = 0; p < Pe; p++) begin : g_sum
    logic signed [ProductBits+Levels-1:0] tree_sum;
    logic carry;
    logic [AccumulatorBits-1:0] partial_q, sum;

    adder_tree #(
        .Terms(Simd),
        .InputBits(ProductBits),
        .Carries(Products == 1 ? p % 2 : 0)
    ) tree (
        .clk_i,
        .enable_i(enable[Stages-1:Stages-(Levels > 0 ? Levels : 1)]),
        .in_i(products[p*Simd*ProductBits+:Simd*ProductBits]),
        .carry_i(carries[p*Simd+:Simd]),
        .out_o(tree_sum),
        .carry_o(carry)
    );

    if (Products == 1 && p % 2 != 0) begin : g_carry
      logic unused_bit;
      assign {sum, unused_bit} = {AccumulatorBits'(tree_sum), 1'b1} + {partial_q, carry};
    end else begin : g_no_carry
      logic unused_carry;
      assign unused_carry = carry;
      assign sum = AccumulatorBits'(tree_sum) + partial_q;
    end
    assign sums[p*AccumulatorBits+:AccumulatorBits] = sum;

    always_ff @(posedge clk_i) begin
      if (rst_i || whole) partial_q <= '0;
      else if (accept) partial_q <= sum;
    end
  end

  // From two beats a sum on, a register that passes every second cycle is fast enough.
  skid_buffer #(
      .Bits(Pe * AccumulatorBits),
      .FullRate(Beats == 1 ? 1 : 0)
  ) out_register (
      .clk_i,
      .rst_i,
      .in_valid_i(tree_valid && is_last),
      .in_ready_o(out_ready),
      .in_data_i (sums),
      .out_valid_o,
      .out_ready_i,
      .out_data_o
  );
endmodule
