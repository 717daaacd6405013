// A flip-flop, 0 when the device wakes up.
module SB_DFF (
    input      C,
    input      D,
    output reg Q
);
  initial Q = 1'b0;
  always @(posedge C) begin
    Q <= D;
  end
endmodule
