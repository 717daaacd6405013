// A multiplier of 18 by 18 bits (FPGA-TN-02205), without any of its registers: each operand is two's complement where its SIGNED
// input is 1. The operand C and the operands of the multiplier beside it have no part in this product.
module MULT18X18D #(
    parameter REG_INPUTA_CLK   = "NONE",
    parameter REG_INPUTB_CLK   = "NONE",
    parameter REG_PIPELINE_CLK = "NONE",
    parameter REG_OUTPUT_CLK   = "NONE"
) (
    input  A17, A16, A15, A14, A13, A12, A11, A10, A9, A8, A7, A6, A5, A4, A3, A2, A1, A0,
    input  B17, B16, B15, B14, B13, B12, B11, B10, B9, B8, B7, B6, B5, B4, B3, B2, B1, B0,
    input  C17, C16, C15, C14, C13, C12, C11, C10, C9, C8, C7, C6, C5, C4, C3, C2, C1, C0,
    input  SIGNEDA, SIGNEDB, SOURCEA, SOURCEB,
    output P35, P34, P33, P32, P31, P30, P29, P28, P27, P26, P25, P24, P23, P22, P21, P20, P19, P18, P17, P16, P15, P14,
           P13, P12, P11, P10, P9, P8, P7, P6, P5, P4, P3, P2, P1, P0
);
  if (REG_INPUTA_CLK != "NONE") $error("MULT18X18D: REG_INPUTA_CLK \"%s\" is not modelled", REG_INPUTA_CLK);
  if (REG_INPUTB_CLK != "NONE") $error("MULT18X18D: REG_INPUTB_CLK \"%s\" is not modelled", REG_INPUTB_CLK);
  if (REG_PIPELINE_CLK != "NONE") $error("MULT18X18D: REG_PIPELINE_CLK \"%s\" is not modelled", REG_PIPELINE_CLK);
  if (REG_OUTPUT_CLK != "NONE") $error("MULT18X18D: REG_OUTPUT_CLK \"%s\" is not modelled", REG_OUTPUT_CLK);

  wire [17:0] a = {A17, A16, A15, A14, A13, A12, A11, A10, A9, A8, A7, A6, A5, A4, A3, A2, A1, A0};
  wire [17:0] b = {B17, B16, B15, B14, B13, B12, B11, B10, B9, B8, B7, B6, B5, B4, B3, B2, B1, B0};
  wire signed [18:0] extended_a = {SIGNEDA && a[17], a};
  wire signed [18:0] extended_b = {SIGNEDB && b[17], b};
  wire signed [37:0] product = extended_a * extended_b;
  assign {P35, P34, P33, P32, P31, P30, P29, P28, P27, P26, P25, P24, P23, P22, P21, P20, P19, P18, P17, P16, P15, P14,
          P13, P12, P11, P10, P9, P8, P7, P6, P5, P4, P3, P2, P1, P0} = product[35:0];

  always @* if (SOURCEA || SOURCEB) $fatal(1, "%m: an operand from the multiplier beside it is not modelled");
endmodule
