// Holds back the beats of a stream at random, in +stalls=<per cent> of the cycles. It has no storage and no delay: what can stop for ever
// stops all the same. A beat that was offered stays offered, as streams have it.
module stream_gate (
    input  logic clk_i,
    input  logic in_valid_i,
    output logic in_ready_o,
    output logic out_valid_o,
    input  logic out_ready_i
);
  int   stalls;
  logic open = 1'b1;

  initial if ($value$plusargs("stalls=%d", stalls) == 0) stalls = 0;

  assign out_valid_o = in_valid_i && open;
  assign in_ready_o  = out_ready_i && open;

  always @(posedge clk_i) begin
    if (stalls != 0 && !(out_valid_o && !out_ready_i)) open <= $urandom_range(99) >= stalls;
  end
endmodule
