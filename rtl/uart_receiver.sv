// Takes bytes from a serial line: a start bit, eight bits, the lowest first, a stop bit. ClocksPerBit cycles are a bit.
//
// A bit is looked at in its middle, so the other side's bits may be 2 % longer or shorter. A byte whose stop bit is not 1 is dropped, and
// the line has to be 1 before the next one. valid_o is 1 for a cycle; whoever listens has to take the byte in it.
module uart_receiver #(
    parameter int ClocksPerBit = 12
) (
    input  logic       clk_i,
    input  logic       rst_i,
    input  logic       rx_i,
    output logic       valid_o,
    output logic [7:0] data_o
);
  localparam int CountBits = $clog2(ClocksPerBit);
  if (ClocksPerBit < 4) $error("uart_receiver: ClocksPerBit (%0d) must be at least 4", ClocksPerBit);

  // The line does not keep to the clock: two registers, then what is looked at.
  logic [1:0] meta_q;
  logic line, busy_q, broken_q, middle;
  logic [CountBits-1:0] count_q;
  logic [3:0] bit_q;
  logic [7:0] data_q;

  assign line   = meta_q[1];
  assign middle = busy_q && count_q == '0;
  assign data_o = data_q;

  always_ff @(posedge clk_i) meta_q <= {meta_q[0], rx_i};

  always_ff @(posedge clk_i) begin
    if (rst_i) begin
      busy_q   <= 1'b0;
      broken_q <= 1'b1;
      valid_o  <= 1'b0;
    end else begin
      valid_o <= middle && bit_q == 4'd9 && line;
      if (!busy_q) begin
        busy_q <= !line && !broken_q;
        if (line) broken_q <= 1'b0;
      end else if (middle && (bit_q == 4'd9 || bit_q == 4'd0 && line)) begin
        busy_q   <= 1'b0;
        broken_q <= !line;
      end
    end
  end

  always_ff @(posedge clk_i) begin
    if (!busy_q) begin
      count_q <= CountBits'(ClocksPerBit / 2 - 1);
      bit_q   <= 4'd0;
    end else begin
      count_q <= middle ? CountBits'(ClocksPerBit - 1) : count_q - 1'b1;
      if (middle) bit_q <= bit_q + 1'b1;
      if (middle && bit_q != 4'd9) data_q <= {line, data_q[7:1]};
    end
  end
endmodule
