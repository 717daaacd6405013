// Counts steps modulo Count: 0, 1, … Count-1, 0, …
//
// carry_o is 1 in a cycle that steps from the last value back to 0. Counters chained from carry_o to step_i count like the
// wheels of an odometer, so nested loops are written as a chain, the innermost loop first. last_o is a register, so that
// a long chain is one gate a wheel.
module counter #(
    parameter int Count = 2,
    localparam int Bits = Count > 1 ? $clog2(Count) : 1
) (
    input  logic            clk_i,
    input  logic            rst_i,
    input  logic            step_i,
    output logic [Bits-1:0] value_o,
    output logic            last_o,
    output logic            carry_o
);
  if (Count < 1) $error("counter: Count (%0d) must be at least 1", Count);

  assign carry_o = step_i && last_o;

  always_ff @(posedge clk_i) begin
    if (rst_i) begin
      value_o <= '0;
      last_o  <= Count == 1;
    end else if (step_i) begin
      value_o <= last_o && Count != 1 << Bits ? '0 : value_o + 1'b1; // others wrap by themselves
      last_o  <= Count == 1 || value_o == Bits'(Count - 2);
    end
  end
endmodule
