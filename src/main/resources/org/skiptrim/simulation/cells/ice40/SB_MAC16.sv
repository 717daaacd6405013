// The multiplier of the UltraPlus parts (FPGA-TN-02007): A · B of 16 by 16 bits, and an adder or accumulator of 32 bits behind it,
// whose upper and lower half take their operands apart. The names are those of the maker's drawing.
module SB_MAC16 #(
    parameter [0:0] NEG_TRIGGER              = 0,
    parameter [0:0] C_REG                    = 0,
    parameter [0:0] A_REG                    = 0,
    parameter [0:0] B_REG                    = 0,
    parameter [0:0] D_REG                    = 0,
    parameter [0:0] TOP_8x8_MULT_REG         = 0,
    parameter [0:0] BOT_8x8_MULT_REG         = 0,
    parameter [0:0] PIPELINE_16x16_MULT_REG1 = 0,
    parameter [0:0] PIPELINE_16x16_MULT_REG2 = 0,
    parameter [1:0] TOPOUTPUT_SELECT         = 0,
    parameter [1:0] TOPADDSUB_LOWERINPUT     = 0,
    parameter [0:0] TOPADDSUB_UPPERINPUT     = 0,
    parameter [1:0] TOPADDSUB_CARRYSELECT    = 0,
    parameter [1:0] BOTOUTPUT_SELECT         = 0,
    parameter [1:0] BOTADDSUB_LOWERINPUT     = 0,
    parameter [0:0] BOTADDSUB_UPPERINPUT     = 0,
    parameter [1:0] BOTADDSUB_CARRYSELECT    = 0,
    parameter [0:0] MODE_8x8                 = 0,
    parameter [0:0] A_SIGNED                 = 0,
    parameter [0:0] B_SIGNED                 = 0
) (
    input         CLK, CE,
    input  [15:0] C, A, B, D,
    input         AHOLD, BHOLD, CHOLD, DHOLD,
    input         IRSTTOP, IRSTBOT, ORSTTOP, ORSTBOT,
    input         OLOADTOP, OLOADBOT, ADDSUBTOP, ADDSUBBOT, OHOLDTOP, OHOLDBOT,
    input         CI, ACCUMCI, SIGNEXTIN,
    output [31:0] O,
    output        CO, ACCUMCO, SIGNEXTOUT
);
  if (NEG_TRIGGER) $error("SB_MAC16: NEG_TRIGGER %0d is not modelled", NEG_TRIGGER);
  if (MODE_8x8) $error("SB_MAC16: MODE_8x8 %0d is not modelled", MODE_8x8);
  if (TOP_8x8_MULT_REG != PIPELINE_16x16_MULT_REG1 || BOT_8x8_MULT_REG != PIPELINE_16x16_MULT_REG1) begin : g_check_registers
    $error("SB_MAC16: PIPELINE_16x16_MULT_REG1 %0d with TOP_8x8_MULT_REG %0d and BOT_8x8_MULT_REG %0d is not modelled",
           PIPELINE_16x16_MULT_REG1, TOP_8x8_MULT_REG, BOT_8x8_MULT_REG);
  end
  if (TOPOUTPUT_SELECT == 2 || BOTOUTPUT_SELECT == 2) begin : g_check_output
    $error("SB_MAC16: TOPOUTPUT_SELECT %0d, BOTOUTPUT_SELECT %0d is not modelled", TOPOUTPUT_SELECT, BOTOUTPUT_SELECT);
  end
  if (TOPADDSUB_LOWERINPUT == 1 || BOTADDSUB_LOWERINPUT == 1) begin : g_check_input
    $error("SB_MAC16: TOPADDSUB_LOWERINPUT %0d, BOTADDSUB_LOWERINPUT %0d is not modelled", TOPADDSUB_LOWERINPUT,
           BOTADDSUB_LOWERINPUT);
  end

  // --- The operands. ---

  reg [15:0] a_q = 0, b_q = 0, c_q = 0, d_q = 0;
  always @(posedge CLK or posedge IRSTTOP) begin
    if (IRSTTOP) {a_q, c_q} <= 0;
    else if (CE) begin
      if (!AHOLD) a_q <= A;
      if (!CHOLD) c_q <= C;
    end
  end
  always @(posedge CLK or posedge IRSTBOT) begin
    if (IRSTBOT) {b_q, d_q} <= 0;
    else if (CE) begin
      if (!BHOLD) b_q <= B;
      if (!DHOLD) d_q <= D;
    end
  end
  wire [15:0] a = A_REG ? a_q : A;
  wire [15:0] b = B_REG ? b_q : B;
  wire [15:0] c = C_REG ? c_q : C;
  wire [15:0] d = D_REG ? d_q : D;

  // --- The product, H, with a register before its last sum and one behind it. ---

  wire signed [16:0] extended_a = {A_SIGNED && a[15], a};
  wire signed [16:0] extended_b = {B_SIGNED && b[15], b};
  wire signed [33:0] product = extended_a * extended_b;
  reg [31:0] partial_q = 0, product_q = 0;
  wire [31:0] summed = PIPELINE_16x16_MULT_REG1 ? partial_q : product[31:0];
  wire [31:0] h = PIPELINE_16x16_MULT_REG2 ? product_q : summed;
  always @(posedge CLK or posedge IRSTBOT) begin
    if (IRSTBOT) {partial_q, product_q} <= 0;
    else if (CE) begin
      partial_q <= product[31:0];
      product_q <= summed;
    end
  end
  // Half of the register of partial products belongs to the upper half.
  always @* if (PIPELINE_16x16_MULT_REG1 && IRSTTOP != IRSTBOT) $fatal(1, "%m: IRSTTOP unlike IRSTBOT is not modelled");

  // --- The lower half of the sum, then the upper one. ---

  reg [15:0] q = 0, s = 0;
  wire [15:0] y = BOTADDSUB_UPPERINPUT ? d : s;
  wire [15:0] z = BOTADDSUB_LOWERINPUT == 0 ? b : BOTADDSUB_LOWERINPUT == 2 ? h[15:0] : {16{SIGNEXTIN}};
  wire low_in = BOTADDSUB_CARRYSELECT == 0 ? 1'b0 : BOTADDSUB_CARRYSELECT == 1 ? 1'b1 : BOTADDSUB_CARRYSELECT == 2 ? ACCUMCI : CI;
  wire low_out;
  wire [15:0] low_sum;
  assign {low_out, low_sum} = z + (y ^ {16{ADDSUBBOT}}) + {15'b0, low_in};
  wire [15:0] r = OLOADBOT ? d : low_sum ^ {16{ADDSUBBOT}};

  wire [15:0] w = TOPADDSUB_UPPERINPUT ? c : q;
  wire [15:0] x = TOPADDSUB_LOWERINPUT == 0 ? a : TOPADDSUB_LOWERINPUT == 2 ? h[31:16] : {16{z[15]}};
  wire high_in = TOPADDSUB_CARRYSELECT == 0 ? 1'b0 : TOPADDSUB_CARRYSELECT == 1 ? 1'b1
               : TOPADDSUB_CARRYSELECT == 2 ? low_out : low_out ^ ADDSUBBOT;
  wire [15:0] high_sum;
  assign {ACCUMCO, high_sum} = x + (w ^ {16{ADDSUBTOP}}) + {15'b0, high_in};
  wire [15:0] p = OLOADTOP ? c : high_sum ^ {16{ADDSUBTOP}};
  assign CO = ACCUMCO ^ ADDSUBTOP;
  assign SIGNEXTOUT = x[15];

  always @(posedge CLK or posedge ORSTTOP) begin
    if (ORSTTOP) q <= 0;
    else if (CE && !OHOLDTOP) q <= p;
  end
  always @(posedge CLK or posedge ORSTBOT) begin
    if (ORSTBOT) s <= 0;
    else if (CE && !OHOLDBOT) s <= r;
  end

  assign O[31:16] = TOPOUTPUT_SELECT == 0 ? p : TOPOUTPUT_SELECT == 1 ? q : h[31:16];
  assign O[15:0]  = BOTOUTPUT_SELECT == 0 ? r : BOTOUTPUT_SELECT == 1 ? s : h[15:0];
endmodule
