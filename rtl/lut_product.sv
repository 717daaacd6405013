// A product made of LUTs and carries: rows of the value, one for each bit of the weight, added in pairs, in a tree, with a
// register before its last sum.
//
// product_o is the product of what came with the last enable_i, behind one more adder: the slowest part goes before the register.
// Two's complement both; the weight's highest bit counts negative. product_o holds ValueBits + WeightBits - 1 bits, which is enough
// unless both are the least of their type.
module lut_product #(
    parameter int ValueBits  = 9,
    parameter int WeightBits = 8,
    localparam int ProductBits = ValueBits + WeightBits - 1
) (
    input  logic                          clk_i,
    input  logic                          enable_i,
    input  logic signed [  ValueBits-1:0] value_i,
    input  logic signed [ WeightBits-1:0] weight_i,
    output logic signed [ProductBits-1:0] product_o
);
  if (WeightBits < 2) begin : g_check_weight
    $error("lut_product: WeightBits (%0d) must be at least 2", WeightBits);
  end

  localparam int Levels = $clog2(WeightBits);
  localparam int Rows = 1 << Levels;

  // Level l has Rows >> l sums of 2^l rows each; a row is the value where the weight's bit is 1.
  logic signed [ProductBits-1:0] sums[2*Rows] /* verilator split_var */;

  for (genvar row = 0; row < Rows; row++) begin : g_row
    if (row < WeightBits) assign sums[Rows+row] = weight_i[row] ? ProductBits'(value_i) : '0;
    else assign sums[Rows+row] = '0;
  end
  for (genvar level = 1; level < Levels; level++) begin : g_level
    for (genvar at = 0; at < Rows >> level; at++) begin : g_sum
      localparam int Node = (Rows >> level) + at;
      localparam int Last = (2 * at + 1) * (1 << (level - 1));
      if (Last == WeightBits - 1) assign sums[Node] = sums[2*Node] - (sums[2*Node+1] <<< (1 << (level - 1)));
      else if (Last < WeightBits) assign sums[Node] = sums[2*Node] + (sums[2*Node+1] <<< (1 << (level - 1)));
      else assign sums[Node] = sums[2*Node];
    end
  end

  // The halves: rows below 2^(Levels-1), and the others, of which there is at least the weight's highest bit.
  localparam int Half = 1 << (Levels - 1);
  logic signed [ProductBits-1:0] low_q, high_q;
  always_ff @(posedge clk_i) begin
    if (enable_i) begin
      low_q  <= sums[2];
      high_q <= sums[3];
    end
  end
  assign product_o = Half == WeightBits - 1 ? low_q - (high_q <<< Half) : low_q + (high_q <<< Half);
endmodule
