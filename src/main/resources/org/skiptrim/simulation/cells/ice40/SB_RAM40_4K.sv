// A block RAM of 256 words of 16 bits (FPGA-TN-02002), with a port that writes and one that reads.
//
// Mode 0 is whole words, bit by bit where MASK is 0. In mode m, a word is 2^m columns of 16 / 2^m bits: bit 2^m i + k of it is bit i of
// column k, which the address bits from 8 up count. On the ports that bit is number 2 i, 4 i + 1 or 8 i + 3 in mode 1, 2 or 3.
//
// A bit that is written in the same cycle is read as the complement of what it was: the device promises nothing.
module SB_RAM40_4K #(
    parameter integer WRITE_MODE = 0,
    parameter integer READ_MODE  = 0,
    parameter [255:0] INIT_0 = 256'h0,
    parameter [255:0] INIT_1 = 256'h0,
    parameter [255:0] INIT_2 = 256'h0,
    parameter [255:0] INIT_3 = 256'h0,
    parameter [255:0] INIT_4 = 256'h0,
    parameter [255:0] INIT_5 = 256'h0,
    parameter [255:0] INIT_6 = 256'h0,
    parameter [255:0] INIT_7 = 256'h0,
    parameter [255:0] INIT_8 = 256'h0,
    parameter [255:0] INIT_9 = 256'h0,
    parameter [255:0] INIT_A = 256'h0,
    parameter [255:0] INIT_B = 256'h0,
    parameter [255:0] INIT_C = 256'h0,
    parameter [255:0] INIT_D = 256'h0,
    parameter [255:0] INIT_E = 256'h0,
    parameter [255:0] INIT_F = 256'h0
) (
    output [15:0] RDATA,
    input         RCLK,
    input         RCLKE,
    input         RE,
    input  [10:0] RADDR,
    input         WCLK,
    input         WCLKE,
    input         WE,
    input  [10:0] WADDR,
    input  [15:0] MASK,
    input  [15:0] WDATA
);
  if (WRITE_MODE < 0 || WRITE_MODE > 3) $error("SB_RAM40_4K: WRITE_MODE %0d is not modelled", WRITE_MODE);
  if (READ_MODE < 0 || READ_MODE > 3) $error("SB_RAM40_4K: READ_MODE %0d is not modelled", READ_MODE);

  localparam [4095:0] Contents = {
    INIT_F, INIT_E, INIT_D, INIT_C, INIT_B, INIT_A, INIT_9, INIT_8, INIT_7, INIT_6, INIT_5, INIT_4, INIT_3, INIT_2, INIT_1,
    INIT_0
  };
  reg [15:0] words[0:255];
  initial for (int i = 0; i < 256; i++) words[i] = Contents[16*i+:16];

  // The columns' bits within a word, and what is written of them where the ports have it.
  function automatic [15:0] column(input integer mode, input [10:0] address);
    case (mode)
      0: column = 16'hffff;
      1: column = 16'h5555 << address[8];
      2: column = 16'h1111 << address[9:8];
      default: column = 16'h0101 << address[10:8];
    endcase
  endfunction
  wire [15:0] spread = WRITE_MODE == 0 ? WDATA
                     : WRITE_MODE == 1 ? {{2{WDATA[14]}}, {2{WDATA[12]}}, {2{WDATA[10]}}, {2{WDATA[8]}}, {2{WDATA[6]}}, {2{WDATA[4]}}, {2{WDATA[2]}}, {2{WDATA[0]}}}
                     : WRITE_MODE == 2 ? {{4{WDATA[13]}}, {4{WDATA[9]}}, {4{WDATA[5]}}, {4{WDATA[1]}}}
                     : {{8{WDATA[11]}}, {8{WDATA[3]}}};
  wire [15:0] change = column(WRITE_MODE, WADDR) & ~(WRITE_MODE == 0 ? MASK : 16'h0000);
  wire writes = WE && WCLKE;

  always @(posedge WCLK) begin
    if (writes) words[WADDR[7:0]] <= words[WADDR[7:0]] & ~change | spread & change;
  end

  reg [15:0] word;
  wire [15:0] clash = writes && WADDR[7:0] == RADDR[7:0] ? change : 16'h0000;
  always @(posedge RCLK) begin
    if (RE && RCLKE) word <= (words[RADDR[7:0]] ^ clash) & column(READ_MODE, RADDR);
  end
  assign RDATA = READ_MODE == 0 ? word
               : READ_MODE == 1 ? {1'b0, |word[15:14], 1'b0, |word[13:12], 1'b0, |word[11:10], 1'b0, |word[9:8], 1'b0, |word[7:6], 1'b0, |word[5:4], 1'b0, |word[3:2], 1'b0, |word[1:0]}
               : READ_MODE == 2 ? {2'b0, |word[15:12], 1'b0, 2'b0, |word[11:8], 1'b0, 2'b0, |word[7:4], 1'b0, 2'b0, |word[3:0], 1'b0}
               : {4'b0, |word[15:8], 7'b0, |word[7:0], 3'b0};
endmodule
