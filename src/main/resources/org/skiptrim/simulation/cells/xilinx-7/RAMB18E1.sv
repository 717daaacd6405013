// A block RAM of 2,048 bytes of nine bits (UG473), without its output registers. Eight bits of a byte come by DI and DO, the ninth by
// DIP and DOP.
//
// Simple dual port (SDP): port B writes words of 36 bits, each byte if its WEBWE is 1, and port A reads such words; the upper half
// is on the data ports of B. True dual port (TDP): both can do both, in words of 18, 9, 4, 2 or 1 bits, the last three without the ninth.
// The output of a port that writes takes what stood there before.
//
// A word that the other port writes in the same cycle is read as it was where that port's WRITE_MODE is READ_FIRST, else as the
// complement of that: the device promises nothing.
module RAMB18E1 #(
    parameter RAM_MODE      = "TDP",
    parameter integer READ_WIDTH_A  = 0,
    parameter integer READ_WIDTH_B  = 0,
    parameter integer WRITE_WIDTH_A = 0,
    parameter integer WRITE_WIDTH_B = 0,
    parameter WRITE_MODE_A  = "WRITE_FIRST",
    parameter WRITE_MODE_B  = "WRITE_FIRST",
    parameter integer DOA_REG = 0,
    parameter integer DOB_REG = 0,
    parameter [17:0] INIT_A  = 18'h0,
    parameter [17:0] INIT_B  = 18'h0,
    parameter [17:0] SRVAL_A = 18'h0,
    parameter [17:0] SRVAL_B = 18'h0,
    parameter [255:0] INIT_00 = 0, INIT_01 = 0, INIT_02 = 0, INIT_03 = 0, INIT_04 = 0, INIT_05 = 0, INIT_06 = 0,
        INIT_07 = 0, INIT_08 = 0, INIT_09 = 0, INIT_0A = 0, INIT_0B = 0, INIT_0C = 0, INIT_0D = 0, INIT_0E = 0, INIT_0F = 0,
        INIT_10 = 0, INIT_11 = 0, INIT_12 = 0, INIT_13 = 0, INIT_14 = 0, INIT_15 = 0, INIT_16 = 0, INIT_17 = 0, INIT_18 = 0,
        INIT_19 = 0, INIT_1A = 0, INIT_1B = 0, INIT_1C = 0, INIT_1D = 0, INIT_1E = 0, INIT_1F = 0, INIT_20 = 0, INIT_21 = 0,
        INIT_22 = 0, INIT_23 = 0, INIT_24 = 0, INIT_25 = 0, INIT_26 = 0, INIT_27 = 0, INIT_28 = 0, INIT_29 = 0, INIT_2A = 0,
        INIT_2B = 0, INIT_2C = 0, INIT_2D = 0, INIT_2E = 0, INIT_2F = 0, INIT_30 = 0, INIT_31 = 0, INIT_32 = 0, INIT_33 = 0,
        INIT_34 = 0, INIT_35 = 0, INIT_36 = 0, INIT_37 = 0, INIT_38 = 0, INIT_39 = 0, INIT_3A = 0, INIT_3B = 0, INIT_3C = 0,
        INIT_3D = 0, INIT_3E = 0, INIT_3F = 0, INITP_00 = 0, INITP_01 = 0, INITP_02 = 0, INITP_03 = 0, INITP_04 = 0,
        INITP_05 = 0, INITP_06 = 0, INITP_07 = 0
) (
    input CLKARDCLK, ENARDEN, REGCEAREGCE, RSTRAMARSTRAM, RSTREGARSTREG,
    input CLKBWRCLK, ENBWREN, REGCEB, RSTRAMB, RSTREGB,
    input  [13:0] ADDRARDADDR,
    input  [13:0] ADDRBWRADDR,
    input  [15:0] DIADI,
    input  [15:0] DIBDI,
    input  [1:0] DIPADIP,
    input  [1:0] DIPBDIP,
    input  [1:0] WEA,
    input  [3:0] WEBWE,
    output [15:0] DOADO,
    output [15:0] DOBDO,
    output [1:0] DOPADOP,
    output [1:0] DOPBDOP
);
  if (DOA_REG != 0 || DOB_REG != 0) $error("RAMB18E1: DOA_REG %0d, DOB_REG %0d is not modelled", DOA_REG, DOB_REG);
  always @* if (RSTRAMARSTRAM || RSTRAMB) $fatal(1, "%m: RSTRAM is not modelled");

  localparam [16383:0] Contents = {
    INIT_3F, INIT_3E, INIT_3D, INIT_3C, INIT_3B, INIT_3A, INIT_39, INIT_38, INIT_37, INIT_36, INIT_35, INIT_34, INIT_33,
    INIT_32, INIT_31, INIT_30, INIT_2F, INIT_2E, INIT_2D, INIT_2C, INIT_2B, INIT_2A, INIT_29, INIT_28, INIT_27, INIT_26,
    INIT_25, INIT_24, INIT_23, INIT_22, INIT_21, INIT_20, INIT_1F, INIT_1E, INIT_1D, INIT_1C, INIT_1B, INIT_1A, INIT_19,
    INIT_18, INIT_17, INIT_16, INIT_15, INIT_14, INIT_13, INIT_12, INIT_11, INIT_10, INIT_0F, INIT_0E, INIT_0D, INIT_0C,
    INIT_0B, INIT_0A, INIT_09, INIT_08, INIT_07, INIT_06, INIT_05, INIT_04, INIT_03, INIT_02, INIT_01, INIT_00
  };
  localparam [2047:0] Ninths = {
    INITP_07, INITP_06, INITP_05, INITP_04, INITP_03, INITP_02, INITP_01, INITP_00
  };
  reg [8:0] bytes[0:2047];
  initial for (int i = 0; i < 2048; i++) bytes[i] = {Ninths[i], Contents[8*i+:8]};

  wire [13:0] at_a = ADDRARDADDR[13:0];
  wire [13:0] at_b = ADDRBWRADDR[13:0];
  wire [17:0] data_a, data_b;
  reg  [17:0] out_a, out_b;
  for (genvar i = 0; i < 2; i++) begin : g_byte
    assign data_a[9*i+:9] = {DIPADIP[i], DIADI[8*i+:8]};
    assign data_b[9*i+:9] = {DIPBDIP[i], DIBDI[8*i+:8]};
    assign {DOPADOP[i], DOADO[8*i+:8]} = out_a[9*i+:9];
    assign {DOPBDOP[i], DOBDO[8*i+:8]} = out_b[9*i+:9];
  end

  // How many of the lowest address bits count bits within a word.
  function automatic integer bits_within(integer width);
    bits_within = width == 18 ? 4 : width == 9 ? 3 : width == 4 ? 2 : width == 2 ? 1 : 0;
  endfunction

  if (RAM_MODE == "SDP") begin : g_simple
    if (READ_WIDTH_A != 36 && READ_WIDTH_A != 0) $error("RAMB18E1: READ_WIDTH_A %0d of SDP is not modelled", READ_WIDTH_A);
    if (WRITE_WIDTH_B != 36 && WRITE_WIDTH_B != 0) $error("RAMB18E1: WRITE_WIDTH_B %0d of SDP is not modelled", WRITE_WIDTH_B);

    wire writes = ENBWREN && |WEBWE;
    wire [35:0] data = {data_b, data_a};
    wire clash = writes && at_a[13:5] == at_b[13:5] && WRITE_MODE_B != "READ_FIRST";
    always @(posedge CLKBWRCLK) begin
      if (writes) begin
        if (WEBWE[0]) bytes[{at_b[13:5], 2'd0}] <= data[0+:9];
        if (WEBWE[1]) bytes[{at_b[13:5], 2'd1}] <= data[9+:9];
        if (WEBWE[2]) bytes[{at_b[13:5], 2'd2}] <= data[18+:9];
        if (WEBWE[3]) bytes[{at_b[13:5], 2'd3}] <= data[27+:9];
      end
    end
    always @(posedge CLKARDCLK) begin
      if (ENARDEN) begin
        {out_b, out_a} <= {
          bytes[{at_a[13:5], 2'd3}], bytes[{at_a[13:5], 2'd2}], bytes[{at_a[13:5], 2'd1}], bytes[{at_a[13:5], 2'd0}]
        } ^ {36{clash}};
      end
    end
  end else begin : g_true
    if (READ_WIDTH_A != 18 && READ_WIDTH_A != 9 && READ_WIDTH_A != 4 && READ_WIDTH_A != 2 && READ_WIDTH_A != 1 && READ_WIDTH_A != 0) begin : g_check_read_a
      $error("RAMB18E1: READ_WIDTH_A %0d of TDP is not modelled", READ_WIDTH_A);
    end
    if (WRITE_WIDTH_A != 0 && READ_WIDTH_A != 0 && WRITE_WIDTH_A != READ_WIDTH_A) begin : g_check_widths_a
      $error("RAMB18E1: WRITE_WIDTH_A %0d with READ_WIDTH_A %0d is not modelled", WRITE_WIDTH_A, READ_WIDTH_A);
    end
    if (WRITE_WIDTH_A != 0 && READ_WIDTH_A != 0 && WRITE_MODE_A != "READ_FIRST") begin : g_check_mode_a
      $error("RAMB18E1: WRITE_MODE_A \"%s\" of a port that reads is not modelled", WRITE_MODE_A);
    end
    localparam WidthA = READ_WIDTH_A == 0 ? WRITE_WIDTH_A : READ_WIDTH_A;
    if (READ_WIDTH_B != 18 && READ_WIDTH_B != 9 && READ_WIDTH_B != 4 && READ_WIDTH_B != 2 && READ_WIDTH_B != 1 && READ_WIDTH_B != 0) begin : g_check_read_b
      $error("RAMB18E1: READ_WIDTH_B %0d of TDP is not modelled", READ_WIDTH_B);
    end
    if (WRITE_WIDTH_B != 0 && READ_WIDTH_B != 0 && WRITE_WIDTH_B != READ_WIDTH_B) begin : g_check_widths_b
      $error("RAMB18E1: WRITE_WIDTH_B %0d with READ_WIDTH_B %0d is not modelled", WRITE_WIDTH_B, READ_WIDTH_B);
    end
    if (WRITE_WIDTH_B != 0 && READ_WIDTH_B != 0 && WRITE_MODE_B != "READ_FIRST") begin : g_check_mode_b
      $error("RAMB18E1: WRITE_MODE_B \"%s\" of a port that reads is not modelled", WRITE_MODE_B);
    end
    localparam WidthB = READ_WIDTH_B == 0 ? WRITE_WIDTH_B : READ_WIDTH_B;

    localparam Within = bits_within(WidthA) > bits_within(WidthB) ? bits_within(WidthA) : bits_within(WidthB);
    wire writes_a = ENARDEN && WRITE_WIDTH_A != 0 && |WEA;
    wire writes_b = ENBWREN && WRITE_WIDTH_B != 0 && |WEBWE[1:0];
    wire is_same = at_a >> Within == at_b >> Within;
    wire clash_a = writes_b && is_same && WRITE_MODE_B != "READ_FIRST";
    wire clash_b = writes_a && is_same && WRITE_MODE_A != "READ_FIRST";

    wire [8:0] byte_a = bytes[at_a[13:3]];
    wire [17:0] word_a =
        WidthA == 18 ? {bytes[{at_a[13:4], 1'd1}], bytes[{at_a[13:4], 1'd0}]} :
        WidthA == 9 ? {9'b0, byte_a} :
        WidthA == 4 ? {14'b0, byte_a[4*at_a[2]+:4]} :
        WidthA == 2 ? {16'b0, byte_a[2*at_a[2:1]+:2]} :
        {17'b0, byte_a[{1'b0, at_a[2:0]}]};
    always @(posedge CLKARDCLK) begin
      if (writes_a) begin
        if (WidthA == 18) begin
          if (WEA[0]) bytes[{at_a[13:4], 1'd0}] <= data_a[0+:9];
          if (WEA[1]) bytes[{at_a[13:4], 1'd1}] <= data_a[9+:9];
        end else if (WidthA == 9) bytes[at_a[13:3]] <= data_a[8:0];
        else if (WidthA == 4) bytes[at_a[13:3]][4*at_a[2]+:4] <= data_a[3:0];
        else if (WidthA == 2) bytes[at_a[13:3]][2*at_a[2:1]+:2] <= data_a[1:0];
        else bytes[at_a[13:3]][{1'b0, at_a[2:0]}] <= data_a[0];
      end
      if (ENARDEN) out_a <= word_a ^ {18{clash_a}};
    end

    wire [8:0] byte_b = bytes[at_b[13:3]];
    wire [17:0] word_b =
        WidthB == 18 ? {bytes[{at_b[13:4], 1'd1}], bytes[{at_b[13:4], 1'd0}]} :
        WidthB == 9 ? {9'b0, byte_b} :
        WidthB == 4 ? {14'b0, byte_b[4*at_b[2]+:4]} :
        WidthB == 2 ? {16'b0, byte_b[2*at_b[2:1]+:2]} :
        {17'b0, byte_b[{1'b0, at_b[2:0]}]};
    always @(posedge CLKBWRCLK) begin
      if (writes_b) begin
        if (WidthB == 18) begin
          if (WEBWE[0]) bytes[{at_b[13:4], 1'd0}] <= data_b[0+:9];
          if (WEBWE[1]) bytes[{at_b[13:4], 1'd1}] <= data_b[9+:9];
        end else if (WidthB == 9) bytes[at_b[13:3]] <= data_b[8:0];
        else if (WidthB == 4) bytes[at_b[13:3]][4*at_b[2]+:4] <= data_b[3:0];
        else if (WidthB == 2) bytes[at_b[13:3]][2*at_b[2:1]+:2] <= data_b[1:0];
        else bytes[at_b[13:3]][{1'b0, at_b[2:0]}] <= data_b[0];
      end
      if (ENBWREN) out_b <= word_b ^ {18{clash_b}};
    end
  end
endmodule
