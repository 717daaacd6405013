// A read-only memory whose words come in order, over and over, from a $readmemh file with a word a line.
//
// data_o shows the next word in the cycle after next_i, and keeps it until the next next_i, which may only be 1 where ready_o is;
// that is a register, and 0 only after a reset. data_o comes from a register, never straight out of a block RAM, which are slow:
// that reads a word ahead, so it costs flip-flops but no cycle.
//
// The first BlockWords words stand in block RAM, the others in LUTs: 0 or Words where one of the two is better. Between them,
// where the last few words would take a further row of block RAMs, File has the first ones and RestFile the others.
module rom #(
    parameter int Words      = 2,
    parameter int Bits       = 8,
    parameter int BlockWords = 0,
    parameter     File       = "",
    parameter     RestFile   = ""
) (
    input  logic            clk_i,
    input  logic            rst_i,
    input  logic            next_i,
    output logic            ready_o,
    output logic [Bits-1:0] data_o
);
  localparam int AddressBits = Words > 1 ? $clog2(Words) : 1;

  if (BlockWords < 0 || BlockWords > Words) begin : g_check_block_words
    $error("rom: BlockWords (%0d) must be at most Words (%0d)", BlockWords, Words);
  end

  logic read;
  logic [AddressBits-1:0] address;
  logic [1:0] unused;

  counter #(.Count(Words)) addresses (
      .clk_i, .rst_i, .step_i(read), .value_o(address), .last_o(unused[0]), .carry_o(unused[1])
  );

  if (BlockWords == 0) begin : g_luts
    (* rom_style = "logic" *) logic [Bits-1:0] words[0:Words-1];
    initial $readmemh(File, words);

    assign read    = next_i;
    assign ready_o = 1'b1;

    always_ff @(posedge clk_i) begin
      if (read) data_o <= words[address];
    end
  end else begin : g_ahead
    // The word that comes next. The first one is read in the cycle after a reset.
    logic [Bits-1:0] word;

    assign read = next_i || !ready_o;

    always_ff @(posedge clk_i) begin
      ready_o <= !rst_i;
      if (next_i) data_o <= word;
    end

    if (BlockWords == Words) begin : g_block
      (* rom_style = "block" *) logic [Bits-1:0] words[0:Words-1];
      initial $readmemh(File, words);

      always_ff @(posedge clk_i) begin
        if (read) word <= words[address];
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
      assign word = is_first_q ? first_q : rest_q;

      always_ff @(posedge clk_i) begin
        if (read) first_q <= first[address[BlockBits-1:0]];
      end
      always_ff @(posedge clk_i) begin
        if (read) begin
          is_first_q <= address < AddressBits'(BlockWords);
          rest_q     <= rest[address[RestBits-1:0]];
        end
      end
    end
  end
endmodule
