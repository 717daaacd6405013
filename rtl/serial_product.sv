// Products of a bit of the weights a cycle: an adder instead of a multiplier, for values that come seldom.
//
// A beat of Lanes values stays at the input, as streams have it, while it is multiplied; it is taken with the last bit. next_o
// asks for its weights, where weights_ready_i is 1: they are to be there from the next cycle on, until the next one is asked for
// after the products have been taken. Two's complement both; a product has the bits of both operands.
//
// A beat every WeightBits + 3 cycles at most. in_ready_o and out_valid_o are registers.
module serial_product #(
    parameter int Lanes      = 1,
    parameter int ValueBits  = 8,
    parameter int WeightBits = 8,
    localparam int ProductBits = ValueBits + WeightBits,
    localparam int SumBits = ValueBits + 1
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
  if (WeightBits < 2) begin : g_check_weight
    $error("serial_product: WeightBits (%0d) must be at least 2", WeightBits);
  end

  // Idle; the weights come; a step for each bit of them, the last of which takes the beat.
  localparam int Steps = WeightBits;
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
    // What is summed up stands above the weight's bits that are left; both move down together, a bit of the product with them.
    logic signed [ValueBits-1:0] value, high_q;
    logic [WeightBits-1:0] low_q;
    logic signed [ValueBits-1:0] row;
    logic signed [SumBits-1:0] sum;
    logic subtract;

    assign value    = values_i[l*ValueBits+:ValueBits];
    assign row      = value & {ValueBits{low_q[0]}};
    // The highest bit counts negative.
    assign subtract = last && low_q[0];
    assign sum      = subtract ? high_q - row : high_q + row;
    assign products_o[l*ProductBits+:ProductBits] = {high_q, low_q};

    always_ff @(posedge clk_i) begin
      if (loading_q) high_q <= '0;
      else if (stepping_q) high_q <= sum[SumBits-1:1];
      if (loading_q) low_q <= weights_i[l*WeightBits+:WeightBits];
      else if (stepping_q) low_q <= {sum[0], low_q[WeightBits-1:1]};
    end
  end
endmodule
