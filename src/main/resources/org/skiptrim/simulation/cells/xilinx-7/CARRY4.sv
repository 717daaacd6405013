// Four bits of a carry chain: a bit propagates the carry where S is 1, else its carry is DI. The first carry comes by CI or CYINIT.
module CARRY4 (
    input        CI,
    input        CYINIT,
    input  [3:0] DI,
    input  [3:0] S,
    output [3:0] CO,
    output [3:0] O
);
  wire first  = CI || CYINIT;
  wire carry0 = S[0] ? first : DI[0];
  wire carry1 = S[1] ? carry0 : DI[1];
  wire carry2 = S[2] ? carry1 : DI[2];
  wire carry3 = S[3] ? carry2 : DI[3];

  assign CO = {carry3, carry2, carry1, carry0};
  assign O  = S ^ {carry2, carry1, carry0, first};
endmodule
