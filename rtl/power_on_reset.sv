// A reset that lasts until the clock is there: 16 cycles after the chip's configuration, or after locked_i was last 0.
//
// It begins with the registers' first values, which FPGAs give them when they are configured.
module power_on_reset (
    input  logic clk_i,
    input  logic locked_i,
    output logic rst_no
);
  logic [1:0] locked_q = '0;
  logic [4:0] count_q = '0;

  assign rst_no = count_q[4];

  always_ff @(posedge clk_i) begin
    locked_q <= {locked_q[0], locked_i};
    if (!locked_q[1]) count_q <= '0;
    else if (!count_q[4]) count_q <= count_q + 1'b1;
  end
endmodule
