// A read-only memory with one synchronous read port and its contents in a $readmemh file, a word a line.
//
// data_o shows word address_i in the cycle after read_i, and keeps it until the next read_i. A LUT holds 64 bits, so few
// words are cheap in LUTs however wide they are: from 128 words and 4,096 bits on it is block RAM, below that it is logic.
module rom #(
    parameter int Words = 2,
    parameter int Bits  = 8,
    parameter     File  = "",
    localparam int AddressBits = Words > 1 ? $clog2(Words) : 1
) (
    input  logic                   clk_i,
    input  logic                   read_i,
    input  logic [AddressBits-1:0] address_i,
    output logic [       Bits-1:0] data_o
);
  // Only an attribute uses it, and Verilator does not read those.
  // verilator lint_off UNUSEDPARAM
  localparam Style = Words >= 128 && Words * Bits >= 4096 ? "block" : "logic";
  // verilator lint_on UNUSEDPARAM

  (* rom_style = Style *) logic [Bits-1:0] words[0:Words-1];

  initial $readmemh(File, words);

  always_ff @(posedge clk_i) begin
    if (read_i) data_o <= words[address_i];
  end
endmodule
