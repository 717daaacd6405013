// The control of a pipeline of Stages registers in a stream: the data registers are its owner's.
//
// Stage s loads what comes before it in each cycle in which enable_o[s] is 1. A stage waits only when it and all stages after
// it are full, so bubbles close up, a beat passes each cycle, and a stalled pipeline holds exactly Stages beats.
module elastic_control #(
    parameter int Stages = 1
) (
    input  logic              clk_i,
    input  logic              rst_i,
    input  logic              in_valid_i,
    output logic              in_ready_o,
    output logic [Stages-1:0] enable_o,
    output logic              out_valid_o,
    input  logic              out_ready_i
);
  logic [Stages-1:0] valid_q;

  assign in_ready_o  = enable_o[0];
  assign out_valid_o = valid_q[Stages-1];

  for (genvar s = 0; s < Stages; s++) begin : g_stage
    assign enable_o[s] = out_ready_i || !(&valid_q[Stages-1:s]);

    always_ff @(posedge clk_i) begin
      if (rst_i) valid_q[s] <= 1'b0;
      else if (enable_o[s]) valid_q[s] <= s == 0 ? in_valid_i : valid_q[s>0?s-1 : 0];
    end
  end
endmodule
