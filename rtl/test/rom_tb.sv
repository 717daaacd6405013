// rom in one part and in two: words a cycle, then with pauses, each run after a reset that may come at any word.
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

  logic rst, next, ready;
  logic [Bits-1:0] data;
  logic [Bits-1:0] words[Words];

  rom #(.Words(Words), .Bits(Bits), .BlockWords(BlockWords), .File(File), .RestFile(RestFile)) dut (
      .clk_i, .rst_i(rst), .next_i(next), .ready_o(ready), .data_o(data)
  );

  // From a negative edge to another: `run` words from the first one on, with pauses unless `pause` is 0.
  task automatic check(input int run, input int pause);
    rst = 1'b1;
    next = 1'b0;
    @(negedge clk_i);
    rst = 1'b0;
    for (int beat = 0; beat < run; beat++) begin
      if (pause != 0) repeat ($urandom_range(2)) @(negedge clk_i);
      while (!ready) @(negedge clk_i);
      next = 1'b1;
      @(negedge clk_i);
      next = 1'b0;
      if (!ready) $fatal(1, "BlockWords %0d: not ready after a word", BlockWords);
      if (data !== words[beat%Words]) begin
        $fatal(1, "BlockWords %0d: word %0d is %h, not %h", BlockWords, beat % Words, data, words[beat%Words]);
      end
      if (pause != 0) repeat ($urandom_range(2)) @(negedge clk_i);
      if (data !== words[beat%Words]) $fatal(1, "BlockWords %0d: word %0d was not kept", BlockWords, beat % Words);
    end
  endtask

  initial begin
    done_o = 1'b0;
    $readmemh("rtl/test/data/rom_18_9bit.hex", words);
    @(negedge clk_i);
    check(3 * Words, 0);
    for (int run = 0; run < 2 * Words; run++) check(run, 1);
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
