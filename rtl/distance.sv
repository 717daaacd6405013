// How far one position is ahead of another: one more with up_i, by_i more with move_i, which may be negative. reached_o is 1 where
// the distance is not negative: the sign of a register, so knowing it takes no time.
//
// Two's complement in Bits bits; it starts with First.
module distance #(
    parameter int Bits  = 8,
    parameter int First = 0
) (
    input  logic            clk_i,
    input  logic            rst_i,
    input  logic            up_i,
    input  logic            move_i,
    input  logic [Bits-1:0] by_i,
    output logic            reached_o
);
  logic [Bits-1:0] distance_q, distance_d;
  logic unused_bit;

  // One adder: the lowest bit makes the carry.
  assign {distance_d, unused_bit} = {distance_q, 1'b1} + {move_i ? by_i : '0, up_i};
  assign reached_o = !distance_q[Bits-1];

  always_ff @(posedge clk_i) begin
    if (rst_i) distance_q <= Bits'(First);
    else distance_q <= distance_d;
  end
endmodule
