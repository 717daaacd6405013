// A multiplier of 25 by 18 bits and an adder of 48 bits behind it (UG479), both two's complement: P = Z ± A · B, where Z is 0, C,
// P as it was, or the P of the multiplier below it (PCIN), whole or without its lowest 17 bits. A, B, C, the product and the sum can
// each have a register; A can come from below, too (ACIN).
module DSP48E1 #(
    parameter integer ACASCREG      = 1,
    parameter integer ADREG         = 1,
    parameter integer ALUMODEREG    = 1,
    parameter integer AREG          = 1,
    parameter         A_INPUT       = "DIRECT",
    parameter integer BCASCREG      = 1,
    parameter integer BREG          = 1,
    parameter         B_INPUT       = "DIRECT",
    parameter integer CARRYINREG    = 1,
    parameter integer CARRYINSELREG = 1,
    parameter integer CREG          = 1,
    parameter integer DREG          = 1,
    parameter integer INMODEREG     = 1,
    parameter integer MREG          = 1,
    parameter integer OPMODEREG     = 1,
    parameter integer PREG          = 1,
    parameter         USE_DPORT     = "FALSE",
    parameter         USE_MULT      = "MULTIPLY",
    parameter         USE_SIMD      = "ONE48"
) (
    input         CLK,
    input  [29:0] A,
    input  [29:0] ACIN,
    input  [17:0] B,
    input  [17:0] BCIN,
    input  [47:0] C,
    input  [24:0] D,
    input  [47:0] PCIN,
    input         CARRYIN,
    input   [2:0] CARRYINSEL,
    input   [4:0] INMODE,
    input   [6:0] OPMODE,
    input   [3:0] ALUMODE,
    input         CEA1, CEA2, CEB1, CEB2, CEC, CEM, CEP,
    input         RSTA, RSTB, RSTC, RSTM, RSTP,
    output [29:0] ACOUT,
    output [47:0] PCOUT,
    output [47:0] P
);
  if (AREG > 1 || BREG > 1) $error("DSP48E1: AREG %0d, BREG %0d is not modelled", AREG, BREG);
  if (ACASCREG != AREG) $error("DSP48E1: ACASCREG %0d with AREG %0d is not modelled", ACASCREG, AREG);
  if (A_INPUT != "DIRECT" && A_INPUT != "CASCADE" || B_INPUT != "DIRECT") $error("DSP48E1: A_INPUT \"%s\", B_INPUT \"%s\" is not modelled", A_INPUT, B_INPUT);
  if (ALUMODEREG != 0 || CARRYINREG != 0 || CARRYINSELREG != 0 || INMODEREG != 0 || OPMODEREG != 0) begin : g_check_control
    $error("DSP48E1: ALUMODEREG %0d, CARRYINREG %0d, CARRYINSELREG %0d, INMODEREG %0d, OPMODEREG %0d is not modelled", ALUMODEREG,
           CARRYINREG, CARRYINSELREG, INMODEREG, OPMODEREG);
  end
  if (USE_DPORT != "FALSE") $error("DSP48E1: USE_DPORT \"%s\" is not modelled", USE_DPORT);
  if (USE_MULT != "MULTIPLY") $error("DSP48E1: USE_MULT \"%s\" is not modelled", USE_MULT);
  if (USE_SIMD != "ONE48") $error("DSP48E1: USE_SIMD \"%s\" is not modelled", USE_SIMD);

  wire is_known = INMODE == 5'd0 && CARRYINSEL == 3'd0 && !CARRYIN && OPMODE[3:0] == 4'b0101
      && OPMODE[6:4] != 3'd4 && OPMODE[6:4] != 3'd6 && OPMODE[6:4] != 3'd7 && (ALUMODE == 4'd0 || ALUMODE == 4'd3);
  always @* begin
    if (!is_known) begin
      $fatal(1, "%m: INMODE %b, CARRYINSEL %b, CARRYIN %b, OPMODE %b, ALUMODE %b is not modelled", INMODE, CARRYINSEL, CARRYIN, OPMODE,
             ALUMODE);
    end
  end

  reg [29:0] a_q = 0;
  reg signed [17:0] b_q = 0;
  reg [47:0] c_q = 0, p_q = 0;
  reg signed [42:0] m_q = 0;
  wire [29:0] a_in = A_INPUT == "CASCADE" ? ACIN : A;
  assign ACOUT = AREG == 1 ? a_q : a_in;
  wire signed [24:0] a = ACOUT[24:0];
  wire signed [17:0] b = BREG == 1 ? b_q : B;
  wire [47:0] c = CREG == 1 ? c_q : C;
  wire signed [42:0] product = a * b;
  wire signed [42:0] m = MREG == 1 ? m_q : product;
  reg [47:0] z;
  always @* begin
    case (OPMODE[6:4])
      3'd1: z = PCIN;
      3'd2: z = p_q;
      3'd3: z = c;
      3'd5: z = {{17{PCIN[47]}}, PCIN[47:17]};
      default: z = 48'd0;
    endcase
  end
  wire [47:0] extended = {{5{m[42]}}, m};
  wire [47:0] sum = ALUMODE == 4'd3 ? z - extended : z + extended;
  assign P = PREG == 1 ? p_q : sum;
  assign PCOUT = P;

  always @(posedge CLK) begin
    if (RSTA) a_q <= 0;
    else if (CEA2) a_q <= a_in;
    if (RSTB) b_q <= 0;
    else if (CEB2) b_q <= B;
    if (RSTC) c_q <= 0;
    else if (CEC) c_q <= C;
    if (RSTM) m_q <= 0;
    else if (CEM) m_q <= product;
    if (RSTP) p_q <= 0;
    else if (CEP) p_q <= sum;
  end
endmodule
