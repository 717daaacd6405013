// A flip-flop with an enable and a synchronous set that needs it, 0 when the device wakes up.
module SB_DFFESS (
    input      C,
    input      E,
    input      S,
    input      D,
    output reg Q
);
  initial Q = 1'b0;
  always @(posedge C) begin
    if (E) Q <= S || D;
  end
endmodule
