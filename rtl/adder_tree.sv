// Sums Terms signed values of InputBits bits, exactly, in ⌈log2 Terms⌉ registered levels of two-input adders.
//
// Term t stands in in_i[t*InputBits +: InputBits]. Level l (1 is the first) loads when enable_i[l-1] is 1; a tree of one term
// has no level and ignores its enable.
module adder_tree #(
    parameter int Terms     = 2,
    parameter int InputBits = 8,
    localparam int Levels  = $clog2(Terms),
    localparam int Enables = Levels > 0 ? Levels : 1
) (
    input  logic                        clk_i,
    input  logic [         Enables-1:0] enable_i,
    input  logic [ Terms*InputBits-1:0] in_i,
    output logic [InputBits+Levels-1:0] out_o
);
  for (genvar l = 0; l <= Levels; l++) begin : g_level
    localparam int Sums = (Terms + (1 << l) - 1) >> l;
    localparam int SumBits = InputBits + l;
    logic [Sums*SumBits-1:0] sums;

    if (l == 0) begin : g_terms
      assign sums = in_i;
    end else begin : g_sums
      localparam int Before = (Terms + (1 << (l - 1)) - 1) >> (l - 1);
      for (genvar i = 0; i < Sums; i++) begin : g_sum
        logic signed [SumBits-2:0] left, right;
        assign left = g_level[l-1].sums[2*i*(SumBits-1)+:SumBits-1];
        if (2 * i + 1 < Before) begin : g_pair
          assign right = g_level[l-1].sums[(2*i+1)*(SumBits-1)+:SumBits-1];
        end else begin : g_odd
          assign right = '0;
        end
        always_ff @(posedge clk_i) begin
          if (enable_i[l-1]) sums[i*SumBits+:SumBits] <= SumBits'(left) + SumBits'(right);
        end
      end
    end
  end

  assign out_o = g_level[Levels].sums;

  if (Levels == 0) begin : g_wire
    logic unused;
    assign unused = &{clk_i, enable_i};
  end
endmodule
