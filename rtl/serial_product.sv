// Products of StepBits bits of the weights a cycle: as many adders instead of a multiplier, for values that come seldom.
//
// A beat of Lanes values stays at the input, as streams have it, while it is multiplied; it is taken with the last bit. next_o
// asks for its weights, where weights_ready_i is 1: they are to be there from the next cycle on, until the next one is asked for
// after the products have been taken. Two's complement both; a product has the bits of both operands.
//
// A beat every ceil(WeightBits / StepBits) + 3 cycles at most. in_ready_o and out_valid_o depend on registers alone.
module serial_product #(
    parameter int Lanes      = 1,
    parameter int ValueBits  = 8,
    parameter int WeightBits = 8,
    parameter int StepBits   = 1,
    localparam int ProductBits = ValueBits + WeightBits
) (
    input  logic                         clk_i,
    input  logic                         rst_i,
    input  logic                         in_valid_i,
    output logic                         in_ready_o,
    input  logic [  Lanes*ValueBits-1:0] values_i,
    output logic                         next_o,
    input  logic                         weights_ready_i,
    input  logic [ Lanes*WeightBits-1:0] weights_i,
    output logic                         out_valid_o,
    input  logic                         out_ready_i,
    output logic [Lanes*ProductBits-1:0] products_o
);
  if (StepBits < 1 || WeightBits <= StepBits) begin : g_check_weight
    $error("serial_product: WeightBits (%0d) must be more than StepBits (%0d), which must be at least 1", WeightBits, StepBits);
  end

  // Idle; the weights come; a step for each StepBits bits of them, the last of which takes the beat.
  localparam int Steps = (WeightBits + StepBits - 1) / StepBits;
  localparam int LowBits = Steps * StepBits;
  localparam int SumBits = ValueBits + StepBits;
  logic loading_q, stepping_q, last_step;
  logic [$clog2(Steps)-1:0] unused_step;
  logic unused_carry, last;

  counter #(.Count(Steps)) steps (
      .clk_i, .rst_i, .step_i(stepping_q), .value_o(unused_step), .last_o(last), .carry_o(unused_carry)
  );

  assign next_o     = in_valid_i && weights_ready_i && !loading_q && !stepping_q && !out_valid_o;
  assign last_step  = stepping_q && last;
  assign in_ready_o = last_step;

  always_ff @(posedge clk_i) begin
    if (rst_i) begin
      loading_q   <= 1'b0;
      stepping_q  <= 1'b0;
      out_valid_o <= 1'b0;
    end else begin
      loading_q   <= next_o;
      stepping_q  <= loading_q || (stepping_q && !last);
      out_valid_o <= last_step || (out_valid_o && !out_ready_i);
    end
  end

  for (genvar l = 0; l < Lanes; l++) begin : g_lane
    // What is summed up stands above the weight's bits that are left; both move down together, bits of the product with them.
    logic signed [ValueBits-1:0] value, high_q;
    logic signed [WeightBits-1:0] weight;
    logic [LowBits-1:0] low_q;
    logic signed [SumBits-1:0] row, sum;

    assign value  = values_i[l*ValueBits+:ValueBits];
    assign weight = weights_i[l*WeightBits+:WeightBits];
    always_comb begin
      sum = SumBits'(high_q);
      for (int b = 0; b < StepBits; b++) begin
        row = low_q[b] ? SumBits'(value) <<< b : '0;
        // The highest bit counts negative.
        sum = b == StepBits - 1 && last ? sum - row : sum + row;
      end
    end
    assign products_o[l*ProductBits+:ProductBits] = ProductBits'({high_q, low_q});

    always_ff @(posedge clk_i) begin
      if (loading_q) begin
        high_q <= '0;
        low_q  <= LowBits'(weight);
      end else if (stepping_q) begin
        {high_q, low_q} <= (ValueBits + LowBits)'({sum, low_q} >> StepBits);
      end
    end
  end
endmodule
