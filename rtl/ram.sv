// A memory with one write port and one synchronous read port.
//
// data_o shows word read_address_i in the cycle after read_i, and keeps it until the next read_i. A word is not to be read
// in the cycle that writes it. Style says what it is made of: 0 registers, 1 LUT RAM, 2 block RAM.
module ram #(
    parameter int Words = 2,
    parameter int Bits  = 8,
    parameter int Style = 1,
    localparam int AddressBits = Words > 1 ? $clog2(Words) : 1
) (
    input  logic                   clk_i,
    input  logic                   write_i,
    input  logic [AddressBits-1:0] write_address_i,
    input  logic [       Bits-1:0] data_i,
    input  logic                   read_i,
    input  logic [AddressBits-1:0] read_address_i,
    output logic [       Bits-1:0] data_o
);
  // Only an attribute uses it, and Verilator does not read those.
  // verilator lint_off UNUSEDPARAM
  localparam StyleName = Style == 2 ? "block" : Style == 1 ? "distributed" : "registers";
  // verilator lint_on UNUSEDPARAM

  (* ram_style = StyleName *) logic [Bits-1:0] words[0:Words-1];

  always_ff @(posedge clk_i) begin
    if (write_i) words[write_address_i] <= data_i;
  end

  always_ff @(posedge clk_i) begin
    if (read_i) data_o <= write_i && write_address_i == read_address_i ? 'x : words[read_address_i];
  end
endmodule
