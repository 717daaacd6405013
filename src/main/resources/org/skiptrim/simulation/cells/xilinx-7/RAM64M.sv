// Four look-up tables as memories of 64 words of 1 bit (UG474): written together at ADDRD with the clock, each read at once.
module RAM64M #(
    parameter [63:0] INIT_A = 64'h0,
    parameter [63:0] INIT_B = 64'h0,
    parameter [63:0] INIT_C = 64'h0,
    parameter [63:0] INIT_D = 64'h0,
    parameter [0:0]  IS_WCLK_INVERTED = 1'b0
) (
    input  [5:0] ADDRA,
    input  [5:0] ADDRB,
    input  [5:0] ADDRC,
    input  [5:0] ADDRD,
    input        DIA,
    input        DIB,
    input        DIC,
    input        DID,
    input        WCLK,
    input        WE,
    output       DOA,
    output       DOB,
    output       DOC,
    output       DOD
);
  if (IS_WCLK_INVERTED) $error("RAM64M: IS_WCLK_INVERTED %0d is not modelled", IS_WCLK_INVERTED);

  reg       a[0:63];
  reg       b[0:63];
  reg       c[0:63];
  reg       d[0:63];
  initial begin
    for (int word = 0; word < 64; word++) begin
      a[word] = INIT_A[1*word+:1];
      b[word] = INIT_B[1*word+:1];
      c[word] = INIT_C[1*word+:1];
      d[word] = INIT_D[1*word+:1];
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
