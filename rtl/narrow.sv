// ReLU, then overflow: a signed value of InputBits bits to OutputBits bits, without a register.
//
// Relu 1 makes negative values 0. A value outside the range of the output type (two's complement where OutputSigned is 1)
// becomes the nearest end of that range where Saturate is 1, and keeps its low bits where it is 0.
module narrow #(
    parameter int InputBits    = 9,
    parameter int Relu         = 0,
    parameter int Saturate     = 1,
    parameter int OutputBits   = 8,
    parameter int OutputSigned = 1
) (
    input  logic [ InputBits-1:0] in_i,
    output logic [OutputBits-1:0] out_o
);
  // One bit more than both types, so that there are always upper bits to look at.
  localparam int WideBits = (InputBits > OutputBits ? InputBits : OutputBits) + 1;
  // The bits that must all equal the sign for the value to be in range.
  localparam int UpperFrom = OutputSigned != 0 ? OutputBits - 1 : OutputBits;

  logic [WideBits-1:0] wide;
  logic negative;

  assign wide = Relu != 0 && in_i[InputBits-1] ? '0 : WideBits'(signed'(in_i));
  assign negative = wide[WideBits-1];

  if (Saturate == 0) begin : g_wrap
    logic unused;
    assign out_o  = wide[OutputBits-1:0];
    assign unused = &{wide, negative};
  end else begin : g_saturate
    logic overflow;
    assign overflow = OutputSigned == 0 && negative || wide[WideBits-1:UpperFrom] != {(WideBits - UpperFrom) {negative}};
    always_comb begin
      out_o = wide[OutputBits-1:0];
      if (overflow) begin
        out_o = {OutputBits{!negative}};
        if (OutputSigned != 0) out_o[OutputBits-1] = negative;
      end
    end
  end
endmodule
