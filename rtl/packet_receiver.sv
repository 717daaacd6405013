// Takes packets out of bytes as RFC 1662 frames them: 7e before and after each one; 7d before a byte that is sent with bit 5 flipped.
//
// Bytes of a packet come one by one, its check sequence among them; end_o is 1 for a cycle after the last one, and good_o with it if
// the check sequence is right. Whatever was lost or added, the next 7e begins a packet. Of a packet of no bytes nothing is said.
module packet_receiver (
    input  logic       clk_i,
    input  logic       rst_i,
    input  logic       in_valid_i,
    input  logic [7:0] in_data_i,
    output logic       valid_o,
    output logic [7:0] data_o,
    output logic       end_o,
    output logic       good_o
);
  logic escaped_q, some_q, is_flag, is_escape;
  logic [15:0] check_q, check;

  assign is_flag   = in_data_i == 8'h7e;
  assign is_escape = in_data_i == 8'h7d;

  frame_check step (.check_i(check_q), .data_i(data_o), .check_o(check));

  always_ff @(posedge clk_i) begin
    if (rst_i) begin
      escaped_q <= 1'b0;
      some_q    <= 1'b0;
      valid_o   <= 1'b0;
      end_o     <= 1'b0;
    end else begin
      valid_o <= in_valid_i && !is_flag && !is_escape;
      end_o   <= in_valid_i && is_flag && some_q;
      if (in_valid_i) begin
        escaped_q <= is_escape;
        some_q    <= !is_flag;
      end
    end
  end

  // A byte is in data_o a cycle before it is in check_q, and bytes are many cycles apart.
  always_ff @(posedge clk_i) begin
    if (in_valid_i) data_o <= escaped_q ? in_data_i ^ 8'h20 : in_data_i;
    if (rst_i || end_o) check_q <= 16'hffff;
    else if (valid_o) check_q <= check;
    // An escape at the end of a packet is how RFC 1662 says that it is not to be taken.
    good_o <= check_q == 16'hf0b8 && !escaped_q;
  end
endmodule
