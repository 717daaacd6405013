// Makes of each image's logits a frame of bytes: the class, then the logits, each sign-extended to whole bytes, the lowest first.
//
// The class is that of the largest logit, the lowest of several. A beat of keep comes with each frame, before its last logit or
// after: 1 sends the frame, 0 drops it. While a frame waits or is sent, no logit is taken.
module result_frame #(
    parameter int Classes  = 10,
    parameter int Bits     = 16,
    parameter int RamStyle = 1
) (
    input  logic            clk_i,
    input  logic            rst_i,
    input  logic            in_valid_i,
    output logic            in_ready_o,
    input  logic [Bits-1:0] in_data_i,
    input  logic            keep_valid_i,
    output logic            keep_ready_o,
    input  logic            keep_data_i,
    output logic            out_valid_o,
    input  logic            out_ready_i,
    output logic [     7:0] out_data_o,
    output logic            out_last_o
);
  localparam int Bytes = (Bits + 7) / 8;
  localparam int ClassBits = Classes > 1 ? $clog2(Classes) : 1;
  localparam int ByteBits = Bytes > 1 ? $clog2(Bytes) : 1;

  if (Classes < 1 || Classes > 256) begin : g_check_classes
    $error("result_frame: Classes (%0d) must be 1 to 256, since a class is a byte", Classes);
  end

  // Logits come in, until all are there; then their frame is sent, or dropped at once.
  logic whole_q, sending_q;
  logic accept, whole;
  logic [ClassBits-1:0] class_in, largest_class_q;
  logic signed [Bits-1:0] largest_q;
  logic unused_last;

  assign in_ready_o   = !whole_q && !sending_q;
  assign accept       = in_valid_i && in_ready_o;
  assign keep_ready_o = whole_q;

  counter #(.Count(Classes)) classes (
      .clk_i, .rst_i, .step_i(accept), .value_o(class_in), .last_o(unused_last), .carry_o(whole)
  );

  always_ff @(posedge clk_i) begin
    if (accept && (class_in == '0 || $signed(in_data_i) > largest_q)) begin
      largest_q       <= $signed(in_data_i);
      largest_class_q <= class_in;
    end
  end

  // The frame's first byte is the class. A logit is read with the step before its first byte.
  logic heads_q, valid, step, read, ready, ends;
  logic byte_last, logit_last, logit_sent, unused_carry, unused_read_last, unused_read_carry;
  logic [ByteBits-1:0] byte_index;
  logic [ClassBits-1:0] read_address, unused_logit;
  logic [Bits-1:0] logit;
  logic [8*Bytes-1:0] extended;
  logic [7:0] data;

  assign valid    = sending_q;
  assign step     = valid && ready;
  assign ends     = !heads_q && byte_last && logit_last;
  assign read     = step && (heads_q || byte_last && !logit_last);
  assign extended = (8 * Bytes)'($signed(logit));
  assign data     = heads_q ? 8'(largest_class_q) : extended[8*byte_index+:8];

  counter #(.Count(Bytes)) bytes (
      .clk_i, .rst_i, .step_i(step && !heads_q), .value_o(byte_index), .last_o(byte_last), .carry_o(logit_sent)
  );
  counter #(.Count(Classes)) logits (
      .clk_i, .rst_i, .step_i(logit_sent), .value_o(unused_logit), .last_o(logit_last), .carry_o(unused_carry)
  );
  counter #(.Count(Classes)) reads (
      .clk_i, .rst_i, .step_i(read), .value_o(read_address), .last_o(unused_read_last), .carry_o(unused_read_carry)
  );
  ram #(
      .Words(Classes),
      .Bits (Bits),
      .Style(RamStyle)
  ) memory (
      .clk_i,
      .write_i(accept),
      .write_address_i(class_in),
      .data_i(in_data_i),
      .read_i(read),
      .read_address_i(read_address),
      .data_o(logit)
  );

  always_ff @(posedge clk_i) begin
    if (rst_i) begin
      whole_q   <= 1'b0;
      sending_q <= 1'b0;
      heads_q   <= 1'b1;
    end else begin
      whole_q <= whole || whole_q && !keep_valid_i;
      if (whole_q && keep_valid_i) sending_q <= keep_data_i;
      else if (step && ends) sending_q <= 1'b0;
      if (step) heads_q <= ends;
    end
  end

  skid_buffer #(
      .Bits(9)
  ) register (
      .clk_i,
      .rst_i,
      .in_valid_i(valid),
      .in_ready_o(ready),
      .in_data_i({ends, data}),
      .out_valid_o,
      .out_ready_i,
      .out_data_o({out_last_o, out_data_o})
  );
endmodule
