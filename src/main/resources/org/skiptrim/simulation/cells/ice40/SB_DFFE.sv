// A flip-flop with an enable, 0 when the device wakes up.
module SB_DFFE (
    input      C,
    input      E,
    input      D,
    output reg Q
);
  initial Q = 1'b0;
  always @(posedge C) begin
    if (E) Q <= D;
  end
endmodule
