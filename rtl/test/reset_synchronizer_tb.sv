// reset_synchronizer: the same, upside down.
module reset_synchronizer_tb;
  localparam int Cycles = 1000;
  logic clk = 1'b0, rst_n = 1'b0, rst;
  logic past = 1'b0;
  initial forever #1 clk = !clk;

  reset_synchronizer dut (.clk_i(clk), .rst_ni(rst_n), .rst_o(rst));

  initial begin
    for (int cycle = 0; cycle < Cycles; cycle++) begin
      @(negedge clk);
      if (cycle > 2 && rst !== !past) $fatal(1, "cycle %0d: rst is %b, rst_n was %b", cycle, rst, past);
      past  = rst_n;
      rst_n  = 1'($urandom);
    end
    $display("PASS");
    $finish;
  end
endmodule
