// The multiplexer that makes one table out of two tables of six inputs.
module MUXF7 (
    input  I0,
    input  I1,
    input  S,
    output O
);
  assign O = S ? I1 : I0;
endmodule
