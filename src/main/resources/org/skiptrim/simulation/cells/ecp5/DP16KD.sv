// A block RAM of 2,048 bytes of nine bits (FPGA-TN-02204), without its output registers.
//
// With DATA_WIDTH_A 36, port A writes words of four bytes, each if the lowest bits of its address say so, and port B reads, in any
// width; a word of 36 bits comes out with its lower half on DOA. Otherwise both ports can do both: 18 bits with a bit of the address
// for each byte, 9, or 4, 2 or 1, which leave a byte's ninth bit alone. The output of a port that writes keeps its value, or in
// WRITEMODE READBEFOREWRITE takes what stood there.
//
// A word that the other port writes in the same cycle is read as the complement of what it was: the device promises nothing.
module DP16KD #(
    parameter DATA_WIDTH_A = 18,
    parameter DATA_WIDTH_B = 18,
    parameter REGMODE_A    = "NOREG",
    parameter REGMODE_B    = "NOREG",
    parameter RESETMODE    = "SYNC",
    parameter ASYNC_RESET_RELEASE = "SYNC",
    parameter CSDECODE_A   = "0b000",
    parameter CSDECODE_B   = "0b000",
    parameter CLKAMUX      = "CLKA",
    parameter CLKBMUX      = "CLKB",
    parameter WRITEMODE_A  = "NORMAL",
    parameter WRITEMODE_B  = "NORMAL",
    parameter [319:0] INITVAL_00 = 0, INITVAL_01 = 0, INITVAL_02 = 0, INITVAL_03 = 0, INITVAL_04 = 0, INITVAL_05 = 0,
        INITVAL_06 = 0, INITVAL_07 = 0, INITVAL_08 = 0, INITVAL_09 = 0, INITVAL_0A = 0, INITVAL_0B = 0, INITVAL_0C = 0,
        INITVAL_0D = 0, INITVAL_0E = 0, INITVAL_0F = 0, INITVAL_10 = 0, INITVAL_11 = 0, INITVAL_12 = 0, INITVAL_13 = 0,
        INITVAL_14 = 0, INITVAL_15 = 0, INITVAL_16 = 0, INITVAL_17 = 0, INITVAL_18 = 0, INITVAL_19 = 0, INITVAL_1A = 0,
        INITVAL_1B = 0, INITVAL_1C = 0, INITVAL_1D = 0, INITVAL_1E = 0, INITVAL_1F = 0, INITVAL_20 = 0, INITVAL_21 = 0,
        INITVAL_22 = 0, INITVAL_23 = 0, INITVAL_24 = 0, INITVAL_25 = 0, INITVAL_26 = 0, INITVAL_27 = 0, INITVAL_28 = 0,
        INITVAL_29 = 0, INITVAL_2A = 0, INITVAL_2B = 0, INITVAL_2C = 0, INITVAL_2D = 0, INITVAL_2E = 0, INITVAL_2F = 0,
        INITVAL_30 = 0, INITVAL_31 = 0, INITVAL_32 = 0, INITVAL_33 = 0, INITVAL_34 = 0, INITVAL_35 = 0, INITVAL_36 = 0,
        INITVAL_37 = 0, INITVAL_38 = 0, INITVAL_39 = 0, INITVAL_3A = 0, INITVAL_3B = 0, INITVAL_3C = 0, INITVAL_3D = 0,
        INITVAL_3E = 0, INITVAL_3F = 0,
    parameter GSR          = "ENABLED"
) (
    input  DIA17, DIA16, DIA15, DIA14, DIA13, DIA12, DIA11, DIA10, DIA9, DIA8, DIA7, DIA6, DIA5, DIA4, DIA3, DIA2, DIA1,
           DIA0,
    input  ADA13, ADA12, ADA11, ADA10, ADA9, ADA8, ADA7, ADA6, ADA5, ADA4, ADA3, ADA2, ADA1, ADA0,
    input  CEA, OCEA, CLKA, WEA, RSTA, CSA2, CSA1, CSA0,
    output DOA17, DOA16, DOA15, DOA14, DOA13, DOA12, DOA11, DOA10, DOA9, DOA8, DOA7, DOA6, DOA5, DOA4, DOA3, DOA2, DOA1,
           DOA0,
    input  DIB17, DIB16, DIB15, DIB14, DIB13, DIB12, DIB11, DIB10, DIB9, DIB8, DIB7, DIB6, DIB5, DIB4, DIB3, DIB2, DIB1,
           DIB0,
    input  ADB13, ADB12, ADB11, ADB10, ADB9, ADB8, ADB7, ADB6, ADB5, ADB4, ADB3, ADB2, ADB1, ADB0,
    input  CEB, OCEB, CLKB, WEB, RSTB, CSB2, CSB1, CSB0,
    output DOB17, DOB16, DOB15, DOB14, DOB13, DOB12, DOB11, DOB10, DOB9, DOB8, DOB7, DOB6, DOB5, DOB4, DOB3, DOB2, DOB1,
           DOB0
);
  if (REGMODE_A != "NOREG" || REGMODE_B != "NOREG") $error("DP16KD: REGMODE \"%s\", \"%s\" is not modelled", REGMODE_A, REGMODE_B);
  if (CSDECODE_A != "0b000" || CSDECODE_B != "0b000") $error("DP16KD: CSDECODE \"%s\", \"%s\" is not modelled", CSDECODE_A, CSDECODE_B);
  if (CLKAMUX != "CLKA" || CLKBMUX != "CLKB") $error("DP16KD: CLKAMUX \"%s\", CLKBMUX \"%s\" is not modelled", CLKAMUX, CLKBMUX);
  if (WRITEMODE_A != "NORMAL" && WRITEMODE_A != "READBEFOREWRITE") $error("DP16KD: WRITEMODE_A \"%s\" is not modelled", WRITEMODE_A);
  if (WRITEMODE_B != "NORMAL" && WRITEMODE_B != "READBEFOREWRITE") $error("DP16KD: WRITEMODE_B \"%s\" is not modelled", WRITEMODE_B);
  always @* if (RSTA || RSTB) $fatal(1, "%m: RST is not modelled");
  always @* if (CSA2 || CSA1 || CSA0 || CSB2 || CSB1 || CSB0) $fatal(1, "%m: CS is not modelled");

  // How many of the lowest address bits count bits within a word.
  function automatic integer bits_within(integer width);
    bits_within = width == 36 ? 5 : width == 18 ? 4 : width == 9 ? 3 : width == 4 ? 2 : width == 2 ? 1 : 0;
  endfunction
  localparam WithinA = bits_within(DATA_WIDTH_A);
  localparam WithinB = bits_within(DATA_WIDTH_B);
  localparam Within = WithinA > WithinB ? WithinA : WithinB;
  if (DATA_WIDTH_A != 36 && DATA_WIDTH_B == 36) $error("DP16KD: DATA_WIDTH_A %0d with B 36 is not modelled", DATA_WIDTH_A);

  wire [17:0] data_a = {DIA17, DIA16, DIA15, DIA14, DIA13, DIA12, DIA11, DIA10, DIA9, DIA8, DIA7, DIA6, DIA5, DIA4, DIA3,
                      DIA2, DIA1, DIA0};
  wire [17:0] data_b = {DIB17, DIB16, DIB15, DIB14, DIB13, DIB12, DIB11, DIB10, DIB9, DIB8, DIB7, DIB6, DIB5, DIB4, DIB3,
                      DIB2, DIB1, DIB0};
  wire [13:0] at_a = {ADA13, ADA12, ADA11, ADA10, ADA9, ADA8, ADA7, ADA6, ADA5, ADA4, ADA3, ADA2, ADA1, ADA0};
  wire [13:0] at_b = {ADB13, ADB12, ADB11, ADB10, ADB9, ADB8, ADB7, ADB6, ADB5, ADB4, ADB3, ADB2, ADB1, ADB0};
  reg  [17:0] out_a, out_b;
  assign {DOA17, DOA16, DOA15, DOA14, DOA13, DOA12, DOA11, DOA10, DOA9, DOA8, DOA7, DOA6, DOA5, DOA4, DOA3, DOA2, DOA1,
           DOA0} = out_a;
  assign {DOB17, DOB16, DOB15, DOB14, DOB13, DOB12, DOB11, DOB10, DOB9, DOB8, DOB7, DOB6, DOB5, DOB4, DOB3, DOB2, DOB1,
           DOB0} = out_b;

  localparam [20479:0] Contents = {
    INITVAL_3F, INITVAL_3E, INITVAL_3D, INITVAL_3C, INITVAL_3B, INITVAL_3A, INITVAL_39, INITVAL_38, INITVAL_37, INITVAL_36,
    INITVAL_35, INITVAL_34, INITVAL_33, INITVAL_32, INITVAL_31, INITVAL_30, INITVAL_2F, INITVAL_2E, INITVAL_2D, INITVAL_2C,
    INITVAL_2B, INITVAL_2A, INITVAL_29, INITVAL_28, INITVAL_27, INITVAL_26, INITVAL_25, INITVAL_24, INITVAL_23, INITVAL_22,
    INITVAL_21, INITVAL_20, INITVAL_1F, INITVAL_1E, INITVAL_1D, INITVAL_1C, INITVAL_1B, INITVAL_1A, INITVAL_19, INITVAL_18,
    INITVAL_17, INITVAL_16, INITVAL_15, INITVAL_14, INITVAL_13, INITVAL_12, INITVAL_11, INITVAL_10, INITVAL_0F, INITVAL_0E,
    INITVAL_0D, INITVAL_0C, INITVAL_0B, INITVAL_0A, INITVAL_09, INITVAL_08, INITVAL_07, INITVAL_06, INITVAL_05, INITVAL_04,
    INITVAL_03, INITVAL_02, INITVAL_01, INITVAL_00
  };
  reg [8:0] bytes[0:2047];
  initial for (int i = 0; i < 2048; i++) bytes[i] = Contents[20*(i/2)+9*(i%2)+:9];

  wire writes_a = CEA && WEA && (DATA_WIDTH_A == 36 ? |at_a[3:0] : DATA_WIDTH_A == 18 ? |at_a[1:0] : 1'b1);
  wire writes_b = CEB && WEB && (DATA_WIDTH_B == 36 ? |at_b[3:0] : DATA_WIDTH_B == 18 ? |at_b[1:0] : 1'b1);
  wire is_same = at_a >> Within == at_b >> Within;
  wire [17:0] clash_a = {18{writes_b && is_same}};
  wire [17:0] clash_b = {18{writes_a && is_same}};

  wire [8:0] byte_a = bytes[at_a[13:3]];
  wire [17:0] word_a = DATA_WIDTH_A == 18 ? {bytes[{at_a[13:4], 1'b1}], bytes[{at_a[13:4], 1'b0}]}
                     : DATA_WIDTH_A == 9 ? {9'b0, byte_a}
                     : DATA_WIDTH_A == 4 ? {14'b0, byte_a[4*at_a[2]+:4]}
                     : DATA_WIDTH_A == 2 ? {16'b0, byte_a[2*at_a[2:1]+:2]}
                     : {17'b0, byte_a[{1'b0, at_a[2:0]}]};
  wire [8:0] byte_b = bytes[at_b[13:3]];
  wire [17:0] word_b = DATA_WIDTH_B == 18 ? {bytes[{at_b[13:4], 1'b1}], bytes[{at_b[13:4], 1'b0}]}
                     : DATA_WIDTH_B == 9 ? {9'b0, byte_b}
                     : DATA_WIDTH_B == 4 ? {14'b0, byte_b[4*at_b[2]+:4]}
                     : DATA_WIDTH_B == 2 ? {16'b0, byte_b[2*at_b[2:1]+:2]}
                     : {17'b0, byte_b[{1'b0, at_b[2:0]}]};

  if (DATA_WIDTH_A == 36) begin : g_pseudo_dual
    always @(posedge CLKA) begin
      if (writes_a) begin
        if (at_a[0]) bytes[{at_a[13:5], 2'd0}] <= data_a[8:0];
        if (at_a[1]) bytes[{at_a[13:5], 2'd1}] <= data_a[17:9];
        if (at_a[2]) bytes[{at_a[13:5], 2'd2}] <= data_b[8:0];
        if (at_a[3]) bytes[{at_a[13:5], 2'd3}] <= data_b[17:9];
      end
    end
    always @(posedge CLKB) begin
      if (CEB) begin
        if (DATA_WIDTH_B == 36) begin
          out_a <= {bytes[{at_b[13:5], 2'd1}], bytes[{at_b[13:5], 2'd0}]} ^ clash_b;
          out_b <= {bytes[{at_b[13:5], 2'd3}], bytes[{at_b[13:5], 2'd2}]} ^ clash_b;
        end else out_b <= word_b ^ clash_b;
      end
    end
    always @* if (WEB) $fatal(1, "%m: port B of a pseudo dual-port RAM does not write");
  end else begin : g_true_dual
    always @(posedge CLKA) begin
      if (writes_a) begin
        if (DATA_WIDTH_A == 18) begin
          if (at_a[0]) bytes[{at_a[13:4], 1'b0}] <= data_a[8:0];
          if (at_a[1]) bytes[{at_a[13:4], 1'b1}] <= data_a[17:9];
        end else if (DATA_WIDTH_A == 9) bytes[at_a[13:3]] <= data_a[8:0];
        else if (DATA_WIDTH_A == 4) bytes[at_a[13:3]][4*at_a[2]+:4] <= data_a[3:0];
        else if (DATA_WIDTH_A == 2) bytes[at_a[13:3]][2*at_a[2:1]+:2] <= data_a[1:0];
        else bytes[at_a[13:3]][{1'b0, at_a[2:0]}] <= data_a[0];
      end
      if (CEA && (!WEA || WRITEMODE_A == "READBEFOREWRITE")) out_a <= word_a ^ clash_a;
    end
    always @(posedge CLKB) begin
      if (writes_b) begin
        if (DATA_WIDTH_B == 18) begin
          if (at_b[0]) bytes[{at_b[13:4], 1'b0}] <= data_b[8:0];
          if (at_b[1]) bytes[{at_b[13:4], 1'b1}] <= data_b[17:9];
        end else if (DATA_WIDTH_B == 9) bytes[at_b[13:3]] <= data_b[8:0];
        else if (DATA_WIDTH_B == 4) bytes[at_b[13:3]][4*at_b[2]+:4] <= data_b[3:0];
        else if (DATA_WIDTH_B == 2) bytes[at_b[13:3]][2*at_b[2:1]+:2] <= data_b[1:0];
        else bytes[at_b[13:3]][{1'b0, at_b[2:0]}] <= data_b[0];
      end
      if (CEB && (!WEB || WRITEMODE_B == "READBEFOREWRITE")) out_b <= word_b ^ clash_b;
    end
  end
endmodule
