// The multiplexer that makes one table out of two of MUXF7's tables.
module MUXF8 (
    input  I0,
    input  I1,
    input  S,
    output O
);
  assign O = S ? I1 : I0;
endmodule
