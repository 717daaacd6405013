// rom in one part and in two: each word once in order and often at random, some of them kept for some cycles.
module rom_check #(
    parameter int BlockWords = 0,
    parameter     File       = "",
    parameter     RestFile   = ""
) (
    input  logic clk_i,
    output logic done_o
);
  localparam int Words = 18;
  localparam int Bits = 9;

  logic read;
  logic [4:0] address;
  logic [Bits-1:0] data;
  logic [Bits-1:0] words[Words];

  rom #(.Words(Words), .Bits(Bits), .BlockWords(BlockWords), .File(File), .RestFile(RestFile)) dut (
      .clk_i, .read_i(read), .address_i(address), .data_o(data)
  );

  task automatic check(input int word);
    @(negedge clk_i);
    read = 1'b1;
    address = 5'(word);
    @(negedge clk_i);
    read = 1'b0;
    address = 5'($urandom_range(Words - 1));
    if (data !== words[word]) $fatal(1, "BlockWords %0d: word %0d is %h, not %h", BlockWords, word, data, words[word]);
    @(negedge clk_i);
    if (data !== words[word]) $fatal(1, "BlockWords %0d: word %0d was not kept", BlockWords, word);
  endtask

  initial begin
    done_o = 1'b0;
    read = 1'b0;
    $readmemh("rtl/test/data/rom_18_9bit.hex", words);
    for (int word = 0; word < Words; word++) check(word);
    repeat (100) check($urandom_range(Words - 1));
    done_o = 1'b1;
  end
endmodule

module rom_tb;
  logic clk = 1'b0;
  logic [2:0] done;
  initial forever #1 clk = !clk;

  rom_check #(0, "rtl/test/data/rom_18_9bit.hex") luts (clk, done[0]);
  rom_check #(18, "rtl/test/data/rom_18_9bit.hex") block (clk, done[1]);
  rom_check #(16, "rtl/test/data/rom_18_9bit_first_16.hex", "rtl/test/data/rom_18_9bit_rest.hex") both (clk, done[2]);

  initial begin
    wait (&done);
    $display("PASS");
    $finish;
  end
endmodule
