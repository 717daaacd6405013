// A flip-flop with an enable and a synchronous reset that needs it, 0 when the device wakes up.
module SB_DFFESR (
    input      C,
    input      E,
    input      R,
    input      D,
    output reg Q
);
  initial Q = 1'b0;
  always @(posedge C) begin
    if (E) Q <= !R && D;
  end
endmodule
