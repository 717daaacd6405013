// A look-up table (FPGA-TN-02204): the bit of INIT that its inputs count, A the lowest.
module LUT4 #(
    parameter [15:0] INIT = 16'h0000
) (
    input  A,
    input  B,
    input  C,
    input  D,
    output Z
);
  assign Z = INIT[{D, C, B, A}];
endmodule
