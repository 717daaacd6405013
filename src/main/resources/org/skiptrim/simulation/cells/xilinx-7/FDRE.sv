// A flip-flop with an enable and a synchronous reset that counts more than it. INIT is its value when the device wakes up.
module FDRE #(
    parameter [0:0] INIT          = 1'b0,
    parameter [0:0] IS_C_INVERTED = 1'b0,
    parameter [0:0] IS_D_INVERTED = 1'b0,
    parameter [0:0] IS_R_INVERTED = 1'b0
) (
    input      C,
    input      CE,
    input      D,
    input      R,
    output reg Q
);
  if (IS_C_INVERTED) $error("FDRE: IS_C_INVERTED %0d is not modelled", IS_C_INVERTED);

  initial Q = INIT;
  always @(posedge C) begin
    if (R ^ IS_R_INVERTED) Q <= 1'b0;
    else if (CE) Q <= D ^ IS_D_INVERTED;
  end
endmodule
