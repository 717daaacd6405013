// What rounding, ReLU and narrowing come to, by division with remainder: the reference of the units that end so.
module narrow_reference #(
    parameter int Shift        = 0,
    parameter int RoundingMode = 0,
    parameter int Relu         = 0,
    parameter int Saturate     = 1,
    parameter int OutputBits   = 8,
    parameter int OutputSigned = 1
);
  function automatic longint rounded(input longint exact);
    longint divisor, quotient, remainder;
    if (Shift < 0) return exact * (64'd1 << -Shift);
    divisor   = 64'd1 << Shift;
    quotient  = exact / divisor - (exact % divisor < 0 ? 1 : 0);
    remainder = exact - quotient * divisor;
    if (RoundingMode == 2 || 2 * remainder < divisor) return quotient;
    return 2 * remainder == divisor && RoundingMode == 0 && quotient % 2 == 0 ? quotient : quotient + 1;
  endfunction

  function automatic logic [OutputBits-1:0] result(input longint exact);
    longint low, high, value;
    low   = OutputSigned != 0 ? -(64'd1 << (OutputBits - 1)) : 64'd0;
    high  = (64'd1 << (OutputSigned != 0 ? OutputBits - 1 : OutputBits)) - 1;
    value = rounded(exact);
    if (Relu != 0 && value < 0) value = 0;
    if (Saturate != 0 && value < low) value = low;
    if (Saturate != 0 && value > high) value = high;
    return OutputBits'(value);
  endfunction
endmodule
