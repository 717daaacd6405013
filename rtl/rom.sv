// A read-only memory with one synchronous read port and its contents in a $readmemh file, a word a line.
//
// data_o shows word address_i in the cycle after read_i, and keeps it until the next read_i. The first BlockWords words stand in
// block RAM, the others in LUTs: 0 or Words where one of the two is better. Between them, where the last few words would take
// a further row of block RAMs, File has the first ones and RestFile the others.
module rom #(
    parameter int Words      = 2,
    parameter int Bits       = 8,
    parameter int BlockWords = 0,
    parameter     File       = "",
    parameter     RestFile   = "",
    localparam int AddressBits = Words > 1 ? $clog2(Words) : 1
) (
    input  logic                   clk_i,
    input  logic                   read_i,
    input  logic [AddressBits-1:0] address_i,
    output logic [       Bits-1:0] data_o
);
  if (BlockWords < 0 || BlockWords > Words) begin : g_check_block_words
    $error("rom: BlockWords (%0d) must be at most Words (%0d)", BlockWords, Words);
  end

  if (BlockWords == 0) begin : g_luts
    (* rom_style = "logic" *) logic [Bits-1:0] words[0:Words-1];
    initial $readmemh(File, words);

    always_ff @(posedge clk_i) begin
      if (read_i) data_o <= words[address_i];
    end
  end else if (BlockWords == Words) begin : g_block
    (* rom_style = "block" *) logic [Bits-1:0] words[0:Words-1];
    initial $readmemh(File, words);

    always_ff @(posedge clk_i) begin
      if (read_i) data_o <= words[address_i];
    end
  end else begin : g_both
    localparam int RestWords = Words - BlockWords;
    localparam int BlockBits = $clog2(BlockWords);
    localparam int RestBits = RestWords > 1 ? $clog2(RestWords) : 1;
    if (BlockWords % (1 << RestBits) != 0) begin : g_check_alignment
      $error("rom: BlockWords (%0d) must be a multiple of a power of two that holds the other words", BlockWords);
    end

    (* rom_style = "block" *) logic [Bits-1:0] first[0:BlockWords-1];
    (* rom_style = "logic" *) logic [Bits-1:0] rest[0:RestWords-1];
    initial $readmemh(File, first);
    initial $readmemh(RestFile, rest);

    logic is_first_q;
    logic [Bits-1:0] first_q, rest_q;
    assign data_o = is_first_q ? first_q : rest_q;

    always_ff @(posedge clk_i) begin
      if (read_i) first_q <= first[address_i[BlockBits-1:0]];
    end
    always_ff @(posedge clk_i) begin
      if (read_i) begin
        is_first_q <= address_i < AddressBits'(BlockWords);
        rest_q     <= rest[address_i[RestBits-1:0]];
      end
    end
  end
endmodule
