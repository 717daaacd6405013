// A look-up table (UG953): the bit of INIT that its inputs count, I0 the lowest.
module LUT4 #(
    parameter [15:0] INIT = 16'h0
) (
    input  I0,
    input  I1,
    input  I2,
    input  I3,
    output O
);
  assign O = INIT[{I3, I2, I1, I0}];
endmodule
