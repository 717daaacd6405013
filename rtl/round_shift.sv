// in_i / 2^Shift, rounded to an integer: two's complement, without a register.
//
// RoundingMode: 0 half to even, 1 half up, 2 floor. A negative Shift multiplies. OutputBits must hold the result:
// InputBits - Shift do where Shift is not positive, else one more than are left of InputBits, if any.
module round_shift #(
    parameter int InputBits    = 9,
    parameter int Shift        = 0,
    parameter int RoundingMode = 0,
    parameter int OutputBits   = 9
) (
    input  logic signed [ InputBits-1:0] in_i,
    output logic signed [OutputBits-1:0] out_o
);
  if (RoundingMode < 0 || RoundingMode > 2) begin : g_check_rounding
    $error("round_shift: RoundingMode (%0d) must be 0, 1 or 2", RoundingMode);
  end

  // Floor after adding a half; half to even adds a little less unless the floor is odd.
  if (Shift <= 0) begin : g_integer
    assign out_o = OutputBits'(in_i) <<< -Shift;
  end else begin : g_fraction
    // One bit wide enough for the half, one for the carry.
    localparam int WideBits = OutputBits + Shift;
    localparam logic [WideBits-1:0] Half = WideBits'(1) << (Shift - 1);
    logic [WideBits-1:0] exact, wide;
    assign exact = WideBits'(in_i);

    if (RoundingMode == 0) begin : g_half_to_even
      assign wide = exact + (Half - WideBits'(1)) + WideBits'({1'b0, exact[Shift]});
    end else if (RoundingMode == 1) begin : g_half_up
      assign wide = exact + Half;
    end else begin : g_floor
      assign wide = exact;
    end
    assign out_o = OutputBits'(wide >> Shift);
  end
endmodule
