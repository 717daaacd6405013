// A bit of a carry chain: the majority of its inputs.
module SB_CARRY (
    input  CI,
    input  I0,
    input  I1,
    output CO
);
  assign CO = I0 && I1 || (I0 || I1) && CI;
endmodule
