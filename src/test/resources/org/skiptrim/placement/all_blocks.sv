// All multipliers and single-port RAMs that an UP5K has, each with settings and operands of its own, all pins in use. What comes in
// stirs a register that drives them; what goes out is the parity of all that they say.
module all_blocks (
    input  logic clk_i,
    input  logic rx_i,
    output logic tx_o
);
  localparam int Multipliers = 8, Memories = 4;

  logic [63:0] stirred = 64'h1;
  always_ff @(posedge clk_i) stirred <= {stirred[62:0], stirred[63] ^ stirred[62] ^ stirred[60] ^ stirred[59] ^ rx_i};

  // A multiplier's registers are known from the first cycle on, a memory's words once all of them were written.
  logic [15:0] cycle = '0;
  wire written = cycle[15];
  always_ff @(posedge clk_i) if (!written) cycle <= cycle + 1;

  logic [Multipliers-1:0] products;
  for (genvar i = 0; i < Multipliers; i++) begin : g_multiplier
    localparam logic [3:0] Kind = 4'(i);
    wire [79:0] pins = 80'({stirred, stirred} >> (5 * i));
    // Resets reach a multiplier at any time, so that they have to come from a register.
    logic reset_operands = 1'b0, reset_top = 1'b0, reset_bottom = 1'b0, enable = 1'b0;
    always_ff @(posedge clk_i) begin
      reset_operands <= &pins[5:1];
      reset_top      <= &pins[19:15];
      reset_bottom   <= &pins[29:25];
      enable         <= |pins[41:40];
    end
    logic [31:0] product;
    SB_MAC16 #(
        .C_REG(Kind[0]), .A_REG(Kind[1]), .B_REG(Kind[2]), .D_REG(!Kind[0]),
        .TOP_8x8_MULT_REG(Kind[1]), .BOT_8x8_MULT_REG(Kind[1]), .PIPELINE_16x16_MULT_REG1(Kind[1]),
        .PIPELINE_16x16_MULT_REG2(Kind[0]),
        .TOPOUTPUT_SELECT(i == 3 ? 2'd3 : i % 2 == 0 ? 2'd1 : 2'd0), .BOTOUTPUT_SELECT(i == 5 ? 2'd3 : i % 3 == 0 ? 2'd1 : 2'd0),
        .TOPADDSUB_LOWERINPUT(Kind[2] ? 2'd2 : 2'd0), .BOTADDSUB_LOWERINPUT(Kind[1] ? 2'd2 : 2'd0),
        .TOPADDSUB_UPPERINPUT(Kind[0]), .BOTADDSUB_UPPERINPUT(!Kind[1]),
        .TOPADDSUB_CARRYSELECT(2'(i)), .BOTADDSUB_CARRYSELECT(i % 3 == 0 ? 2'd3 : 2'(i % 2)),
        .A_SIGNED(Kind[2]), .B_SIGNED(Kind[0] ^ Kind[1])
    ) multiplier (
        .CLK(clk_i), .CE(enable), .A(pins[15:0]), .B(pins[31:16]), .C(pins[47:32]), .D(pins[63:48]),
        .AHOLD(pins[2]), .BHOLD(pins[12]), .CHOLD(pins[22]), .DHOLD(pins[32]),
        .IRSTTOP(reset_operands), .IRSTBOT(reset_operands), .ORSTTOP(reset_top), .ORSTBOT(reset_bottom),
        .OLOADTOP(pins[7]), .OLOADBOT(pins[17]), .ADDSUBTOP(pins[27]), .ADDSUBBOT(pins[37]), .OHOLDTOP(pins[42]), .OHOLDBOT(pins[47]),
        .CI(pins[52]), .ACCUMCI(1'b0), .SIGNEXTIN(1'b0), .O(product), .CO(), .ACCUMCO(), .SIGNEXTOUT()
    );
    assign products[i] = ^product;
  end

  logic [Memories-1:0] words;
  for (genvar i = 0; i < Memories; i++) begin : g_memory
    wire [79:0] pins = 80'({stirred, stirred} >> (13 * i + 2));
    logic [15:0] word;
    SB_SPRAM256KA memory (
        .CLOCK(clk_i), .ADDRESS(written ? pins[13:0] : cycle[13:0]), .DATAIN(pins[45:30]),
        .MASKWREN(written ? pins[17:14] : 4'hf), .WREN(!written || pins[20]), .CHIPSELECT(!written || pins[25]),
        .STANDBY(1'b0), .SLEEP(1'b0), .POWEROFF(1'b1), .DATAOUT(word)
    );
    assign words[i] = ^word;
  end

  always_ff @(posedge clk_i) tx_o <= ^products ^ (written & ^words);
endmodule
