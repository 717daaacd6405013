// Gives a chip's blocks (all_blocks.sv) and what came back of their bitstream (decoded_blocks) the same random bits, and compares what
// they answer. Says PASS, or in which cycle they differed.
module testbench (input logic clk_i);
  localparam int End = 60000;

  int cycle = 0;
  logic bit_in = 1'b0;
  logic asked, decoded;

  all_blocks reference (.clk_i, .rx_i(bit_in), .tx_o(asked));
  decoded_blocks chip (.clk_i, .rx_i(bit_in), .tx_o(decoded));

  always @(posedge clk_i) begin
    cycle  <= cycle + 1;
    bit_in <= 1'($urandom);
    // The memories' words are known half-way.
    if (cycle > 2 && asked != decoded) $fatal(1, "cycle %0d: is %b, not %b", cycle, decoded, asked);
    if (cycle == End) begin
      $display("PASS");
      $finish;
    end
  end
endmodule
