// A flip-flop with an enable and a synchronous set that counts more than it. INIT is its value when the device wakes up.
module FDSE #(
    parameter [0:0] INIT          = 1'b1,
    parameter [0:0] IS_C_INVERTED = 1'b0,
    parameter [0:0] IS_D_INVERTED = 1'b0,
    parameter [0:0] IS_S_INVERTED = 1'b0
) (
    input      C,
    input      CE,
    input      D,
    input      S,
    output reg Q
);
  if (IS_C_INVERTED) $error("FDSE: IS_C_INVERTED %0d is not modelled", IS_C_INVERTED);

  initial Q = INIT;
  always @(posedge C) begin
    if (S ^ IS_S_INVERTED) Q <= 1'b1;
    else if (CE) Q <= D ^ IS_D_INVERTED;
  end
endmodule
