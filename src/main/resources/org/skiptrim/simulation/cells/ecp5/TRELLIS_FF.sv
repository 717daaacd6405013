// A flip-flop with a clock enable and a synchronous reset that counts more than it. REGSET says what it is reset to, and what it is
// when the device wakes up. SD says which of its inputs it takes: DI, out of the slice's own table, or M, past it.
module TRELLIS_FF #(
    parameter GSR     = "ENABLED",
    parameter CEMUX   = "1",
    parameter CLKMUX  = "CLK",
    parameter LSRMUX  = "LSR",
    parameter SRMODE  = "LSR_OVER_CE",
    parameter REGSET  = "RESET",
    parameter LSRMODE = "LSR",
    parameter SD      = "1"
) (
    input      CLK,
    input      LSR,
    input      CE,
    input      DI,
    input      M,
    output reg Q
);
  if (CEMUX != "1" && CEMUX != "CE" && CEMUX != "INV") $error("TRELLIS_FF: CEMUX \"%s\" is not modelled", CEMUX);
  if (CLKMUX != "CLK") $error("TRELLIS_FF: CLKMUX \"%s\" is not modelled", CLKMUX);
  if (LSRMUX != "LSR") $error("TRELLIS_FF: LSRMUX \"%s\" is not modelled", LSRMUX);
  if (SRMODE != "LSR_OVER_CE") $error("TRELLIS_FF: SRMODE \"%s\" is not modelled", SRMODE);
  if (LSRMODE != "LSR") $error("TRELLIS_FF: LSRMODE \"%s\" is not modelled", LSRMODE);

  localparam Value = REGSET == "SET";
  wire enable = CEMUX == "1" || (CEMUX == "INV" ? !CE : CE);

  initial Q = Value;
  always @(posedge CLK) begin
    if (LSR) Q <= Value;
    else if (enable) Q <= SD == "0" ? M : DI;
  end
endmodule
