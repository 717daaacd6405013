// Frames packets as RFC 1662 does: 7e, the bytes and their check sequence, 7e; 7d before a byte 7d or 7e, which is sent with bit 5
// flipped.
module packet_sender (
    input  logic       clk_i,
    input  logic       rst_i,
    input  logic       in_valid_i,
    output logic       in_ready_o,
    input  logic [7:0] in_data_i,
    input  logic       in_last_i,
    output logic       out_valid_o,
    input  logic       out_ready_i,
    output logic [7:0] out_data_o
);
  localparam logic [2:0] Begin = 3'd0, Data = 3'd1, Low = 3'd2, High = 3'd3, End = 3'd4;
  logic [2:0] state_q;
  logic escaped_q, offered, ready, moves, is_special, is_byte;
  logic [7:0] data, sent;
  logic [15:0] check_q, check;

  assign offered = state_q != Data && state_q != Begin || in_valid_i;
  assign is_byte = state_q == Data || state_q == Low || state_q == High;

  always_comb begin
    case (state_q)
      Data: data = in_data_i;
      Low: data = ~check_q[7:0];
      High: data = ~check_q[15:8];
      default: data = 8'h7e;
    endcase
  end

  assign is_special = is_byte && !escaped_q && (data == 8'h7d || data == 8'h7e);
  assign sent       = is_special ? 8'h7d : escaped_q ? data ^ 8'h20 : data;
  assign moves      = offered && ready && !is_special;
  assign in_ready_o = ready && state_q == Data && !is_special;

  frame_check step (.check_i(check_q), .data_i(in_data_i), .check_o(check));

  always_ff @(posedge clk_i) begin
    if (rst_i) begin
      state_q   <= Begin;
      escaped_q <= 1'b0;
    end else if (offered && ready) begin
      escaped_q <= is_special;
      if (moves) begin
        case (state_q)
          Begin: state_q <= Data;
          Data: state_q <= in_last_i ? Low : Data;
          Low: state_q <= High;
          High: state_q <= End;
          default: state_q <= Begin;
        endcase
      end
    end
  end

  always_ff @(posedge clk_i) begin
    if (state_q == Begin) check_q <= 16'hffff;
    else if (moves && state_q == Data) check_q <= check;
  end

  skid_buffer #(
      .Bits(8),
      .FullRate(0)
  ) register (
      .clk_i, .rst_i, .in_valid_i(offered), .in_ready_o(ready), .in_data_i(sent), .out_valid_o, .out_ready_i, .out_data_o
  );
endmodule
