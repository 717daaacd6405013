// Four look-up tables as a memory of 16 words of four bits: written with the clock, read at once.
module TRELLIS_DPR16X4 #(
    parameter        WCKMUX  = "WCK",
    parameter        WREMUX  = "WRE",
    parameter [63:0] INITVAL = 64'h0000000000000000
) (
    input  [3:0] DI,
    input  [3:0] WAD,
    input        WRE,
    input        WCK,
    input  [3:0] RAD,
    output [3:0] DO
);
  if (WCKMUX != "WCK") $error("TRELLIS_DPR16X4: WCKMUX \"%s\" is not modelled", WCKMUX);
  if (WREMUX != "WRE") $error("TRELLIS_DPR16X4: WREMUX \"%s\" is not modelled", WREMUX);

  reg [3:0] words[0:15];
  initial for (int word = 0; word < 16; word++) words[word] = INITVAL[4*word+:4];

  always @(posedge WCK) if (WRE) words[WAD] <= DI;
  assign DO = words[RAD];
endmodule
