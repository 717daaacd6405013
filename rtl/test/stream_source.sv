// Sends a list of beats into a stream, again after each reset, with random pauses.
module stream_source #(
    parameter int Bits = 8
) (
    input  logic            clk_i,
    input  logic            rst_i,
    input  int              pause_percent_i,
    output logic            valid_o,
    input  logic            ready_i,
    output logic [Bits-1:0] data_o
);
  logic [Bits-1:0] beats[$];
  int next;

  task automatic add(input logic [Bits-1:0] beat);
    beats.push_back(beat);
  endtask

  // The number of beats that have passed since the last reset.
  function automatic int passed();
    return next - int'(valid_o);
  endfunction

  always @(posedge clk_i) begin
    if (rst_i) begin
      valid_o <= 1'b0;
      next    <= 0;
    end else if (!valid_o || ready_i) begin
      valid_o <= 1'b0;
      data_o  <= Bits'({$urandom, $urandom});
      if (next < beats.size() && $urandom_range(99) >= pause_percent_i) begin
        valid_o <= 1'b1;
        data_o  <= beats[next];
        next    <= next + 1;
      end
    end
  end
endmodule
