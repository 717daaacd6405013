// A look-up table (UG953): the bit of INIT that its inputs count, I0 the lowest.
module LUT2 #(
    parameter [3:0] INIT = 4'h0
) (
    input  I0,
    input  I1,
    output O
);
  assign O = INIT[{I1, I0}];
endmodule
