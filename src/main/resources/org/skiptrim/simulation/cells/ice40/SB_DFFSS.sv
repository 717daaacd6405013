// A flip-flop with a synchronous set, 0 when the device wakes up.
module SB_DFFSS (
    input      C,
    input      S,
    input      D,
    output reg Q
);
  initial Q = 1'b0;
  always @(posedge C) begin
    Q <= S || D;
  end
endmodule
