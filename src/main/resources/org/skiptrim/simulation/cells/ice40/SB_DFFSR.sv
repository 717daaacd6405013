// A flip-flop with a synchronous reset, 0 when the device wakes up.
module SB_DFFSR (
    input      C,
    input      R,
    input      D,
    output reg Q
);
  initial Q = 1'b0;
  always @(posedge C) begin
    Q <= !R && D;
  end
endmodule
