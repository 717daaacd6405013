// A look-up table (UG953): the bit of INIT that its inputs count, I0 the lowest.
module LUT1 #(
    parameter [1:0] INIT = 2'h0
) (
    input  I0,
    output O
);
  assign O = INIT[I0];
endmodule
