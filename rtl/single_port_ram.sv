// A memory with one address, which a cycle writes or reads.
//
// data_o shows word address_i in the cycle after read_i, and keeps it until the next read_i or write_i. Style says what it is made of:
// 0 registers, 1 LUT RAM, 2 block RAM, 3 RAM with a single port.
module single_port_ram #(
    parameter int Words = 2,
    parameter int Bits  = 8,
    parameter int Style = 3,
    localparam int AddressBits = Words > 1 ? $clog2(Words) : 1
) (
    input  logic                   clk_i,
    input  logic                   write_i,
    input  logic                   read_i,
    input  logic [AddressBits-1:0] address_i,
    input  logic [       Bits-1:0] data_i,
    output logic [       Bits-1:0] data_o
);
  // Only an attribute uses it, and Verilator does not read those.
  // verilator lint_off UNUSEDPARAM
  localparam StyleName = Style == 3 ? "huge" : Style == 2 ? "block" : Style == 1 ? "distributed" : "registers";
  // verilator lint_on UNUSEDPARAM

  (* ram_style = StyleName *) logic [Bits-1:0] words[0:Words-1];

  always_ff @(posedge clk_i) begin
    if (write_i) words[address_i] <= data_i;
  end

  always_ff @(posedge clk_i) begin
    if (write_i) data_o <= 'x;
    else if (read_i) data_o <= words[address_i];
  end
endmodule
