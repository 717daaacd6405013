// Two bits of a carry chain. Of a bit, the table of four inputs says whether it propagates the carry (1) or not; then the table
// of its first two inputs, which is INIT's lowest four bits, is the carry that it generates. The sum is the first table's value
// with the carry that comes in. Where INJECT1 is YES, the bit is a table alone: no carry comes into its sum, and it generates none.
module CCU2C #(
    parameter [15:0] INIT0     = 16'h0000,
    parameter [15:0] INIT1     = 16'h0000,
    parameter        INJECT1_0 = "YES",
    parameter        INJECT1_1 = "YES"
) (
    input  CIN,
    input  A0,
    input  B0,
    input  C0,
    input  D0,
    input  A1,
    input  B1,
    input  C1,
    input  D1,
    output S0,
    output S1,
    output COUT
);
  wire propagates0 = INIT0[{D0, C0, B0, A0}];
  wire propagates1 = INIT1[{D1, C1, B1, A1}];
  wire carry0 = propagates0 ? CIN : INJECT1_0 != "YES" && INIT0[{2'b00, B0, A0}];

  assign S0   = propagates0 ^ (INJECT1_0 != "YES" && CIN);
  assign S1   = propagates1 ^ (INJECT1_1 != "YES" && carry0);
  assign COUT = propagates1 ? carry0 : INJECT1_1 != "YES" && INIT1[{2'b00, B1, A1}];
endmodule
