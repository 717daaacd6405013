// Scales, biases, rounds and narrows sums: batch norm, ReLU and quantization at once, in integers.
//
//   y = narrow(relu(round((acc * S_c + b_c) / 2^Shift)))         exact up to the rounding
//
// with the scale S_c (ScaleBits, signed; 1 and no multiplier if ScaleBits is 0) and the bias b_c of the sum's channel c.
// RoundingMode: 0 half to even, 1 half up, 2 floor. Relu, Saturate, OutputSigned: see narrow.
//
// The bias is B_c (BiasBits, signed) as it stands in the memory, less the half that rounding adds, which is there already:
// B_c = b_c + 2^(Shift-1), or b_c for mode 2 and for Shift 0. So half up is what is left of the point, and half to even the
// same but for a tie, which is what has nothing right of the point: it clears its lowest bit.
//
// In: Channels sums of AccumulatorBits bits, signed, Lanes a beat, lowest channels first, over and over. Out: the same in
// OutputBits bits. Constants memory: word c / Lanes holds {B_c, S_c} for each lane, S_c in the low bits, lane 0 lowest.
//
// A beat a cycle, through a pipeline of constants, products (if any), biased, rounded and narrowed values. With Serial at least 1 a
// product takes a cycle for each Serial bits of the scale, and no multiplier, so a beat passes at most every ceil(ScaleBits / Serial)
// + 3 cycles. in_ready_o depends on registers alone.
module requantize #(
    parameter int Channels        = 2,
    parameter int Lanes           = 1,
    parameter int AccumulatorBits = 24,
    parameter int ScaleBits       = 16,
    parameter int Serial          = 0,
    parameter int BiasBits        = 32,
    parameter int Shift           = 16,
    parameter int RoundingMode    = 0,
    parameter int Saturate        = 1,
    parameter int Relu            = 0,
    parameter int OutputBits      = 8,
    parameter int OutputSigned    = 1,
    parameter int BlockWords      = 0,
    parameter     ConstantsFile   = ""
) (
    input  logic                             clk_i,
    input  logic                             rst_i,
    input  logic                             in_valid_i,
    output logic                             in_ready_o,
    input  logic [Lanes*AccumulatorBits-1:0] in_data_i,
    output logic                             out_valid_o,
    input  logic                             out_ready_i,
    output logic [     Lanes*OutputBits-1:0] out_data_o
);
  localparam int Words = Channels / Lanes;
  localparam int ConstantBits = BiasBits + ScaleBits;
  localparam int ProductBits = AccumulatorBits + ScaleBits;
  localparam int BiasedBits = (ProductBits > BiasBits ? ProductBits : BiasBits) + 1;
  localparam int RoundedBits = (BiasedBits > Shift ? BiasedBits - Shift : 0) + 1;
  // Those before biased and rounded values.
  localparam int Before = Serial != 0 ? 0 : ScaleBits > 0 ? 2 : 1;
  localparam int Stages = Before + 2;

  if (Lanes < 1 || Channels % Lanes != 0) begin : g_check_lanes
    $error("requantize: Channels (%0d) must be a multiple of Lanes (%0d)", Channels, Lanes);
  end
  if (AccumulatorBits < 1 || BiasBits < 1 || OutputBits < 1) begin : g_check_bits
    $error("requantize: AccumulatorBits (%0d), BiasBits (%0d), OutputBits (%0d) must be at least 1", AccumulatorBits, BiasBits,
           OutputBits);
  end
  if (RoundingMode < 0 || RoundingMode > 2) begin : g_check_rounding
    $error("requantize: RoundingMode (%0d) must be 0, 1 or 2", RoundingMode);
  end
  if (ScaleBits < 0 || Shift < 0) begin : g_check_scale
    $error("requantize: ScaleBits (%0d) and Shift (%0d) must be at least 0", ScaleBits, Shift);
  end

  if (Serial < 0 || (Serial > 0 && ScaleBits <= Serial)) begin : g_check_serial
    $error("requantize: Serial (%0d) must be 0, or less than ScaleBits (%0d)", Serial, ScaleBits);
  end

  logic [Stages-1:0] enable;
  logic pipeline_valid, pipeline_ready, constants_next, constants_ready, rounded_valid, rounded_ready;
  logic [Lanes*ConstantBits-1:0] constants;
  logic [Lanes*ProductBits-1:0] products;
  logic [Lanes*BiasBits-1:0] biases;
  logic [Lanes*OutputBits-1:0] narrowed;

  elastic_control #(
      .Stages(Stages)
  ) pipeline (
      .clk_i,
      .rst_i,
      .in_valid_i(pipeline_valid),
      .in_ready_o(pipeline_ready),
      .enable_o(enable),
      .out_valid_o(rounded_valid),
      .out_ready_i(rounded_ready)
  );

  rom #(
      .Words(Words),
      .Bits (Lanes * ConstantBits),
      .BlockWords(BlockWords),
      .File (ConstantsFile)
  ) constant_memory (
      .clk_i, .rst_i, .next_i(constants_next), .ready_o(constants_ready), .data_o(constants)
  );

  if (Serial > 0) begin : g_serial
    logic [Lanes*ScaleBits-1:0] scales;
    for (genvar l = 0; l < Lanes; l++) begin : g_constants
      assign scales[l*ScaleBits+:ScaleBits] = constants[l*ConstantBits+:ScaleBits];
      assign biases[l*BiasBits+:BiasBits]   = constants[l*ConstantBits+ScaleBits+:BiasBits];
    end
    serial_product #(
        .Lanes(Lanes),
        .ValueBits(AccumulatorBits),
        .WeightBits(ScaleBits),
        .StepBits(Serial)
    ) multiplier (
        .clk_i,
        .rst_i,
        .in_valid_i,
        .in_ready_o,
        .values_i(in_data_i),
        .next_o(constants_next),
        .weights_ready_i(constants_ready),
        .weights_i(scales),
        .out_valid_o(pipeline_valid),
        .out_ready_i(pipeline_ready),
        .products_o(products)
    );
  end else begin : g_pipelined
    logic [Lanes*AccumulatorBits-1:0] sums_q;

    assign in_ready_o     = pipeline_ready && constants_ready;
    assign pipeline_valid = in_valid_i && in_ready_o;
    assign constants_next = pipeline_valid;

    always_ff @(posedge clk_i) begin
      if (enable[0]) sums_q <= in_data_i;
    end

    for (genvar l = 0; l < Lanes; l++) begin : g_product
      logic signed [AccumulatorBits-1:0] sum;
      logic signed [BiasBits-1:0] bias;
      logic signed [ProductBits-1:0] product;
      assign sum = sums_q[l*AccumulatorBits+:AccumulatorBits];
      assign products[l*ProductBits+:ProductBits] = product;
      assign biases[l*BiasBits+:BiasBits] = bias;

      if (ScaleBits > 0) begin : g_multiplied
        logic signed [ScaleBits-1:0] scale;
        assign scale = constants[l*ConstantBits+:ScaleBits];

        always_ff @(posedge clk_i) begin
          if (enable[1]) begin
            product <= ProductBits'(sum * scale);
            bias    <= constants[l*ConstantBits+ScaleBits+:BiasBits];
          end
        end
      end else begin : g_sum
        assign product = sum;
        assign bias    = constants[l*ConstantBits+:BiasBits];
      end
    end
  end

  for (genvar l = 0; l < Lanes; l++) begin : g_lane
    logic signed [ProductBits-1:0] product;
    logic signed [BiasBits-1:0] bias;
    logic signed [BiasedBits-1:0] biased_q;
    logic signed [RoundedBits-1:0] rounded, rounded_q;
    assign product = products[l*ProductBits+:ProductBits];
    assign bias    = biases[l*BiasBits+:BiasBits];

    always_ff @(posedge clk_i) begin
      if (enable[Stages-2]) biased_q <= BiasedBits'(product) + BiasedBits'(bias);
      if (enable[Stages-1]) rounded_q <= rounded;
    end

    if (Shift == 0) begin : g_integer
      assign rounded = RoundedBits'(biased_q);
    end else begin : g_fraction
      logic signed [RoundedBits-1:0] whole;
      assign whole = RoundedBits'(biased_q >>> Shift);
      if (RoundingMode == 0) begin : g_half_to_even
        // Sign bits, where the shift is by more than all.
        logic [Shift-1:0] fraction;
        assign fraction = Shift'(biased_q);
        assign rounded  = {whole[RoundedBits-1:1], whole[0] && |fraction};
      end else begin : g_floor
        assign rounded = whole;
      end
    end
    narrow #(
        .InputBits(RoundedBits),
        .Relu(Relu),
        .Saturate(Saturate),
        .OutputBits(OutputBits),
        .OutputSigned(OutputSigned)
    ) narrow_lane (
        .in_i(rounded_q), .out_o(narrowed[l*OutputBits+:OutputBits])
    );
  end

  skid_buffer #(
      .Bits(Lanes * OutputBits)
  ) out_register (
      .clk_i,
      .rst_i,
      .in_valid_i(rounded_valid),
      .in_ready_o(rounded_ready),
      .in_data_i (narrowed),
      .out_valid_o,
      .out_ready_i,
      .out_data_o
  );
endmodule
