// The multiplexer that makes one table of six or seven inputs out of two smaller ones.
module L6MUX21 (
    input  D0,
    input  D1,
    input  SD,
    output Z
);
  assign Z = SD ? D1 : D0;
endmodule
