// Sums Terms signed values of InputBits bits, exactly, in ⌈log2 Terms⌉ registered levels of two-input adders.
//
// Term t stands in in_i[t*InputBits +: InputBits]. Level l (1 is the first) loads when enable_i[l-1] is 1; a tree of one term
// has no level and ignores its enable.
//
// With Carries 1 each term has one more added to it where carry_i[t] is 1, for which adders have room anyway: all of them but
// the last are in out_o, and the last, carry_o, is left to whoever adds next. With Carries 0 carry_i must be 0, and carry_o is.
module adder_tree #(
    parameter int Terms     = 2,
    parameter int InputBits = 8,
    parameter int Carries   = 0,
    localparam int Levels  = $clog2(Terms),
    localparam int Enables = Levels > 0 ? Levels : 1
) (
    input  logic                        clk_i,
    input  logic [         Enables-1:0] enable_i,
    input  logic [ Terms*InputBits-1:0] in_i,
    input  logic [           Terms-1:0] carry_i,
    output logic [InputBits+Levels-1:0] out_o,
    output logic                        carry_o
);
  // Of the carries of a level, adder i of the next one takes number 2*i; number 2*i+1 waits beside its sum.
  for (genvar l = 0; l <= Levels; l++) begin : g_level
    localparam int Sums = (Terms + (1 << l) - 1) >> l;
    localparam int SumBits = InputBits + l;
    logic [Sums*SumBits-1:0] sums;
    logic [Sums-1:0] carries;

    if (l == 0) begin : g_terms
      assign sums    = in_i;
      assign carries = carry_i;
    end else begin : g_sums
      localparam int Before = (Terms + (1 << (l - 1)) - 1) >> (l - 1);
      for (genvar i = 0; i < Sums; i++) begin : g_sum
        logic signed [SumBits-2:0] left, right;
        logic carry, waiting;
        assign left  = g_level[l-1].sums[2*i*(SumBits-1)+:SumBits-1];
        assign carry = g_level[l-1].carries[2*i];
        if (2 * i + 1 < Before) begin : g_pair
          assign right   = g_level[l-1].sums[(2*i+1)*(SumBits-1)+:SumBits-1];
          assign waiting = g_level[l-1].carries[2*i+1];
        end else begin : g_odd
          assign right   = '0;
          assign waiting = 1'b0;
        end

        if (Carries != 0) begin : g_carry
          logic unused_bit;
          logic [SumBits-1:0] sum;
          // The lowest bit makes the carry.
          assign {sum, unused_bit} = {SumBits'(left), 1'b1} + {SumBits'(right), carry};
          always_ff @(posedge clk_i) begin
            if (enable_i[l-1]) sums[i*SumBits+:SumBits] <= sum;
            if (enable_i[l-1]) carries[i] <= waiting;
          end
        end else begin : g_no_carry
          logic unused;
          assign unused = carry;
          assign carries[i] = waiting;
          always_ff @(posedge clk_i) begin
            if (enable_i[l-1]) sums[i*SumBits+:SumBits] <= SumBits'(left) + SumBits'(right);
          end
        end
      end
    end
  end

  assign out_o   = g_level[Levels].sums;
  assign carry_o = g_level[Levels].carries[0];

  if (Levels == 0) begin : g_wire
    logic unused;
    assign unused = &{clk_i, enable_i};
  end
endmodule
