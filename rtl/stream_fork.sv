// Copies a stream to two: branch and skip.
//
// Each output takes the beat when it can, whatever the other does; the input's beat passes in the cycle in which the later of
// the two takes it, or both do. So one output is at most one beat ahead of the other. There is no storage and no delay:
// in_ready_o depends on the outputs' ready, and their valid on in_valid_i, in the same cycle.
module stream_fork #(
    parameter int Bits = 8
) (
    input  logic            clk_i,
    input  logic            rst_i,
    input  logic            in_valid_i,
    output logic            in_ready_o,
    input  logic [Bits-1:0] in_data_i,
    output logic            branch_valid_o,
    input  logic            branch_ready_i,
    output logic [Bits-1:0] branch_data_o,
    output logic            skip_valid_o,
    input  logic            skip_ready_i,
    output logic [Bits-1:0] skip_data_o
);
  // Whether an output already has the beat that still waits at the input.
  logic branch_done_q, skip_done_q;

  assign in_ready_o     = (branch_done_q || branch_ready_i) && (skip_done_q || skip_ready_i);
  assign branch_valid_o = in_valid_i && !branch_done_q;
  assign skip_valid_o   = in_valid_i && !skip_done_q;
  assign branch_data_o  = in_data_i;
  assign skip_data_o    = in_data_i;

  always_ff @(posedge clk_i) begin
    if (rst_i || in_valid_i && in_ready_o) begin
      branch_done_q <= 1'b0;
      skip_done_q   <= 1'b0;
    end else begin
      if (branch_valid_o && branch_ready_i) branch_done_q <= 1'b1;
      if (skip_valid_o && skip_ready_i) skip_done_q <= 1'b1;
    end
  end
endmodule
