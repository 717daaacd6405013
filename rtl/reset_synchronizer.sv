// An active-low reset from outside, as an active-high one in step with the clock: two registers later, both when it begins and
// when it ends. It is to last three cycles at least.
module reset_synchronizer (
    input  logic clk_i,
    input  logic rst_ni,
    output logic rst_o
);
  logic first_q;

  always_ff @(posedge clk_i) begin
    first_q <= !rst_ni;
    rst_o   <= first_q;
  end
endmodule
