// The multiplexer that makes one table of five inputs out of two of four.
module PFUMX (
    input  ALUT,
    input  BLUT,
    input  C0,
    output Z
);
  assign Z = C0 ? ALUT : BLUT;
endmodule
