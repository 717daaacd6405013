// Puts bytes on a serial line: a start bit, eight bits, the lowest first, a stop bit. ClocksPerBit cycles are a bit.
module uart_transmitter #(
    parameter int ClocksPerBit = 12
) (
    input  logic       clk_i,
    input  logic       rst_i,
    input  logic       in_valid_i,
    output logic       in_ready_o,
    input  logic [7:0] in_data_i,
    output logic       tx_o
);
  localparam int CountBits = $clog2(ClocksPerBit);
  if (ClocksPerBit < 4) $error("uart_transmitter: ClocksPerBit (%0d) must be at least 4", ClocksPerBit);

  // The bits that are still to come, the next one lowest, and a 1 above the last one.
  logic [9:0] bits_q;
  logic ends, unused_carry;
  logic [CountBits-1:0] unused_value;

  assign in_ready_o = bits_q == '0;

  counter #(.Count(ClocksPerBit)) clocks (
      .clk_i, .rst_i(rst_i || in_ready_o), .step_i(1'b1), .value_o(unused_value), .last_o(ends), .carry_o(unused_carry)
  );

  always_ff @(posedge clk_i) begin
    if (rst_i) begin
      bits_q <= '0;
      tx_o   <= 1'b1;
    end else if (in_ready_o) begin
      if (in_valid_i) bits_q <= {2'b11, in_data_i};
      tx_o <= !in_valid_i;
    end else if (ends) begin
      bits_q <= bits_q >> 1;
      tx_o   <= bits_q[0] || bits_q == '0;
    end
  end
endmodule
