// The integer that the network's input has for each byte of an image, whose channels come in turn, pixel after pixel.
//
// Word 256·t + b of File is that of byte b; t is the channel with Tables = Channels, and 0 with Tables = 1, one table for all.
// With Tables = 0 there is no memory: the integer is the byte with the bits of Flip flipped, and has eight bits.
module pixel_table #(
    parameter int Channels = 3,
    parameter int Tables   = 3,
    parameter int Bits     = 8,
    parameter int Flip     = 0,
    parameter int RamStyle = 2,
    parameter     File     = ""
) (
    input  logic            clk_i,
    input  logic            rst_i,
    input  logic            in_valid_i,
    output logic            in_ready_o,
    input  logic [     7:0] in_data_i,
    output logic            out_valid_o,
    input  logic            out_ready_i,
    output logic [Bits-1:0] out_data_o
);
  if (Tables != 0 && Tables != 1 && Tables != Channels) begin : g_check_tables
    $error("pixel_table: Tables (%0d) must be 0, 1 or Channels (%0d)", Tables, Channels);
  end

  // Only an attribute uses it, and Verilator does not read those.
  // verilator lint_off UNUSEDPARAM
  localparam StyleName = RamStyle == 2 ? "block" : "logic";
  // verilator lint_on UNUSEDPARAM

  if (Tables == 0) begin : g_flip
    if (Bits != 8) begin : g_check_bits
      $error("pixel_table: without a table an integer has 8 bits, not Bits (%0d)", Bits);
    end
    logic unused;
    assign out_valid_o = in_valid_i;
    assign in_ready_o  = out_ready_i;
    assign out_data_o  = in_data_i ^ 8'(Flip);
    assign unused      = &{clk_i, rst_i};
  end else begin : g_table
    localparam int ChannelBits = Tables > 1 ? $clog2(Tables) : 1;
    localparam int AddressBits = Tables > 1 ? $clog2(Tables) + 8 : 8;
    (* rom_style = StyleName *) logic [Bits-1:0] words[0:Tables*256-1];
    initial $readmemh(File, words);

    // A block RAM's word goes into a register before anything is done with it.
    logic [1:0] enable, unused;
    logic [ChannelBits-1:0] channel;
    logic [Bits-1:0] word_q;

    elastic_control #(
        .Stages(2)
    ) control (
        .clk_i, .rst_i, .in_valid_i, .in_ready_o, .enable_o(enable), .out_valid_o, .out_ready_i
    );
    counter #(.Count(Tables)) channels (
        .clk_i, .rst_i, .step_i(in_valid_i && in_ready_o), .value_o(channel), .last_o(unused[0]), .carry_o(unused[1])
    );

    always_ff @(posedge clk_i) begin
      if (enable[0]) word_q <= words[AddressBits'({channel, in_data_i})];
    end
    always_ff @(posedge clk_i) begin
      if (enable[1]) out_data_o <= word_q;
    end
  end
endmodule
