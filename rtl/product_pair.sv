// Two products of one value in one multiplier, a register behind it.
//
//   (high * 2^K + low) * value = (high * value) * 2^K + low * value            K = ValueBits - 1 + WeightBits
//
// The lower K bits are low * value, signed; where that is negative the upper ones are one too small, so that
// high * value = high_o + carry_o. For the multiplier's operand to be the two weights side by side, high_i has to be
// high - 1 where low is negative.
module product_pair #(
    parameter int ValueBits  = 9,
    parameter int WeightBits = 8,
    localparam int K = ValueBits - 1 + WeightBits
) (
    input  logic                         clk_i,
    input  logic                         enable_i,
    input  logic signed [ ValueBits-1:0] value_i,
    input  logic        [WeightBits-1:0] low_i,
    input  logic        [WeightBits-1:0] high_i,
    output logic        [         K-1:0] low_o,
    output logic        [         K-1:0] high_o,
    output logic                         carry_o
);
  logic signed [K+WeightBits-1:0] operand;
  logic signed [2*K-1:0] product_q;

  assign operand = {high_i, {(ValueBits - 1) {low_i[WeightBits-1]}}, low_i};

  always_ff @(posedge clk_i) begin
    if (enable_i) product_q <= (2 * K)'(value_i * operand);
  end

  assign {high_o, low_o} = product_q;
  assign carry_o = product_q[K-1];
endmodule
