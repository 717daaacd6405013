// Four look-up tables as memories of 32 words of 2 bits (UG474): written together at ADDRD with the clock, each read at once.
module RAM32M #(
    parameter [63:0] INIT_A = 64'h0,
    parameter [63:0] INIT_B = 64'h0,
    parameter [63:0] INIT_C = 64'h0,
    parameter [63:0] INIT_D = 64'h0,
    parameter [0:0]  IS_WCLK_INVERTED = 1'b0
) (
    input  [4:0] ADDRA,
    input  [4:0] ADDRB,
    input  [4:0] ADDRC,
    input  [4:0] ADDRD,
    input  [1:0] DIA,
    input  [1:0] DIB,
    input  [1:0] DIC,
    input  [1:0] DID,
    input        WCLK,
    input        WE,
    output [1:0] DOA,
    output [1:0] DOB,
    output [1:0] DOC,
    output [1:0] DOD
);
  if (IS_WCLK_INVERTED) $error("RAM32M: IS_WCLK_INVERTED %0d is not modelled", IS_WCLK_INVERTED);

  reg [1:0] a[0:31];
  reg [1:0] b[0:31];
  reg [1:0] c[0:31];
  reg [1:0] d[0:31];
  initial begin
    for (int word = 0; word < 32; word++) begin
      a[word] = INIT_A[2*word+:2];
      b[word] = INIT_B[2*word+:2];
      c[word] = INIT_C[2*word+:2];
      d[word] = INIT_D[2*word+:2];
    end
  end

  always @(posedge WCLK) begin
    if (WE) begin
      a[ADDRD] <= DIA;
      b[ADDRD] <= DIB;
      c[ADDRD] <= DIC;
      d[ADDRD] <= DID;
    end
  end
  assign DOA = a[ADDRA];
  assign DOB = b[ADDRB];
  assign DOC = c[ADDRC];
  assign DOD = d[ADDRD];
endmodule
