// A look-up table (FPGA-DS-02029): the bit of LUT_INIT that its inputs count, I0 the lowest.
module SB_LUT4 #(
    parameter [15:0] LUT_INIT = 16'h0000
) (
    input  I0,
    input  I1,
    input  I2,
    input  I3,
    output O
);
  assign O = LUT_INIT[{I3, I2, I1, I0}];
endmodule
