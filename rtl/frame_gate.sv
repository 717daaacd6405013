// Cuts a stream of bytes whose frames end with last into frames of exactly Bytes bytes, whatever comes, and says of each frame
// whether it is what was sent.
//
// A frame whose last comes too early is filled up with zeros, during which nothing is taken. Of one whose last comes too late the
// bytes after the first Bytes are taken and dropped, up to and with the one that has last. Either way the next frame begins
// with the byte after last. After the last byte of each frame follows a beat of keep: 1 if last came with that byte, 0 if the
// frame is wrong; the last byte of the next frame waits for it to be taken. error_o is 1 in the cycle in which a frame turns out
// wrong.
module frame_gate #(
    parameter int Bytes = 2
) (
    input  logic       clk_i,
    input  logic       rst_i,
    input  logic       in_valid_i,
    output logic       in_ready_o,
    input  logic [7:0] in_data_i,
    input  logic       in_last_i,
    output logic       out_valid_o,
    input  logic       out_ready_i,
    output logic [7:0] out_data_o,
    output logic       keep_valid_o,
    input  logic       keep_ready_i,
    output logic       keep_data_o,
    output logic       error_o
);
  localparam int PositionBits = Bytes > 1 ? $clog2(Bytes) : 1;

  logic filling_q, dropping_q;
  logic passes, offered, moves, at_end, whole;
  logic [PositionBits-1:0] unused_position;

  counter #(.Count(Bytes)) positions (
      .clk_i, .rst_i, .step_i(moves), .value_o(unused_position), .last_o(at_end), .carry_o(whole)
  );

  // A byte of the frame is one that is taken, or a zero.
  assign passes      = !(at_end && keep_valid_o);
  assign offered     = filling_q || in_valid_i && !dropping_q;
  assign out_valid_o = offered && passes;
  assign out_data_o  = filling_q ? 8'd0 : in_data_i;
  assign moves       = out_valid_o && out_ready_i;
  assign in_ready_o  = dropping_q || !filling_q && passes && out_ready_i;
  assign error_o     = moves && !filling_q && in_last_i != at_end;

  always_ff @(posedge clk_i) begin
    if (rst_i) begin
      filling_q    <= 1'b0;
      dropping_q   <= 1'b0;
      keep_valid_o <= 1'b0;
    end else begin
      if (moves) filling_q <= !at_end && (filling_q || in_last_i);
      if (dropping_q) dropping_q <= !(in_valid_i && in_last_i);
      else dropping_q <= whole && !filling_q && !in_last_i;
      keep_valid_o <= whole || keep_valid_o && !keep_ready_i;
    end
  end

  always_ff @(posedge clk_i) begin
    if (whole) keep_data_o <= !filling_q && in_last_i;
  end
endmodule
