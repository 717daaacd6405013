// Half of a slice without its flip-flop, as nextpnr packs it: a look-up table, a bit of a carry chain (as in CCU2C), or a memory of 16
// bits, and behind it a multiplexer: of the first half between the two tables, of the second between two such multiplexers.
module TRELLIS_COMB #(
    parameter        MODE         = "LOGIC",
    parameter [15:0] INITVAL      = 16'h0000,
    parameter        CCU2_INJECT1 = "NO",
    parameter        WCKMUX       = "WCK",
    parameter        WREMUX       = "WRE",
    parameter        SECOND       = 0
) (
    input  A,
    input  B,
    input  C,
    input  D,
    input  M,
    input  F1,
    input  FCI,
    input  FXA,
    input  FXB,
    input  DI0,
    input  DI1,
    input  WD,
    input  WAD0,
    input  WAD1,
    input  WAD2,
    input  WAD3,
    input  WRE,
    input  WCK,
    output F,
    output FCO,
    output OFX
);
  if (WCKMUX != "WCK") $error("TRELLIS_COMB: WCKMUX \"%s\" is not modelled", WCKMUX);
  if (WREMUX != "WRE") $error("TRELLIS_COMB: WREMUX \"%s\" is not modelled", WREMUX);

  if (MODE == "DPRAM") begin : g_memory
    reg [15:0] bits = INITVAL;
    always @(posedge WCK) if (WRE) bits[{WAD3, WAD2, WAD1, WAD0}] <= WD;
    assign F   = bits[{A, C, B, D}];
    assign FCO = 1'b0;
  end else if (MODE == "CCU2") begin : g_carry
    wire propagates = INITVAL[{D, C, B, A}];
    wire carries    = CCU2_INJECT1 != "YES";
    assign F   = propagates ^ (carries && FCI);
    assign FCO = propagates ? FCI : carries && INITVAL[{2'b00, B, A}];
  end else if (MODE == "LOGIC") begin : g_table
    assign F   = INITVAL[{D, C, B, A}];
    assign FCO = 1'b0;
  end else begin : g_other
    $error("TRELLIS_COMB: MODE \"%s\" is not modelled", MODE);
  end

  assign OFX = SECOND ? (M ? FXB : FXA) : (M ? F1 : F);
endmodule
