// Between packets and a design with AXI4-Streams: images in, results out, and on request who is there.
//
// A packet is a kind, a number that its answer repeats, what it holds, and a check sequence of two bytes. Kind 0 asks who is there: it
// holds nothing, and its answer holds Identity, the lowest byte first. Kind 1 is an image of ImageBytes bytes; its answer holds
// the cycles from the image's first byte in the design to the result's first byte, four bytes, the lowest first, and the result.
// A packet that is anything else, or whose check sequence is wrong, has no answer.
//
// An image is buffered whole, so that the design only gets right ones. There is one at a time: what comes between an image and the end
// of its answer is not taken, but for questions who is there, which are answered before or after. So the buffer is either written or
// read, and a single port does.
module frame_link #(
    parameter int ImageBytes    = 2,
    parameter int RamStyle      = 2,
    parameter int IdentityBytes = 1,
    parameter logic [8*IdentityBytes-1:0] Identity = '0
) (
    input  logic       clk_i,
    input  logic       rst_i,
    // From packet_receiver.
    input  logic       in_valid_i,
    input  logic [7:0] in_data_i,
    input  logic       in_end_i,
    input  logic       in_good_i,
    // To the design.
    output logic       image_valid_o,
    input  logic       image_ready_i,
    output logic [7:0] image_data_o,
    output logic       image_last_o,
    // From the design.
    input  logic       result_valid_i,
    output logic       result_ready_o,
    input  logic [7:0] result_data_i,
    input  logic       result_last_i,
    // To packet_sender.
    output logic       out_valid_o,
    input  logic       out_ready_i,
    output logic [7:0] out_data_o,
    output logic       out_last_o
);
  localparam int LengthBits = $clog2(ImageBytes + 6);
  localparam int AddressBits = ImageBytes > 1 ? $clog2(ImageBytes) : 1;
  localparam int HeadBits = IdentityBytes > 1 ? $clog2(IdentityBytes) : 1;
  localparam logic [7:0] Who = 8'd0, Image = 8'd1;

  // A packet comes. Its bytes are counted up to one more than an image's has.
  logic [LengthBits-1:0] length_q;
  logic [7:0] kind_q, number_q;
  logic spoiled_q, is_payload, accepts_image, asks;

  assign is_payload    = length_q >= LengthBits'(2) && length_q < LengthBits'(ImageBytes + 2);
  assign accepts_image = in_end_i && in_good_i && kind_q == Image && length_q == LengthBits'(ImageBytes + 4) && !spoiled_q;
  assign asks          = in_end_i && in_good_i && kind_q == Who && length_q == LengthBits'(4);

  always_ff @(posedge clk_i) begin
    if (rst_i || in_end_i) begin
      length_q  <= '0;
      spoiled_q <= 1'b0;
    end else if (in_valid_i) begin
      if (length_q != LengthBits'(ImageBytes + 5)) length_q <= length_q + 1'b1;
      if (busy_q) spoiled_q <= 1'b1;
    end
  end

  always_ff @(posedge clk_i) begin
    if (in_valid_i && length_q == '0) kind_q <= in_data_i;
    if (in_valid_i && length_q == LengthBits'(1)) number_q <= in_data_i;
  end

  // The image goes into the design: a byte is read while the one before is offered.
  logic busy_q, sending_q, read, last, whole, write, answered;
  logic [AddressBits-1:0] address;

  assign write = in_valid_i && is_payload && !busy_q;
  assign read  = sending_q && (!image_valid_o || image_ready_i);

  counter #(.Count(ImageBytes)) place (
      .clk_i, .rst_i(rst_i || in_end_i && !busy_q), .step_i(write || read), .value_o(address), .last_o(last), .carry_o(whole)
  );
  single_port_ram #(
      .Words(ImageBytes),
      .Bits (8),
      .Style(RamStyle)
  ) buffer (
      .clk_i,
      .write_i(write),
      .read_i(read),
      .address_i(address),
      .data_i(in_data_i),
      .data_o(image_data_o)
  );

  always_ff @(posedge clk_i) begin
    if (rst_i) begin
      busy_q        <= 1'b0;
      sending_q     <= 1'b0;
      image_valid_o <= 1'b0;
    end else begin
      busy_q        <= accepts_image || busy_q && !answered;
      sending_q     <= accepts_image || sending_q && !whole;
      image_valid_o <= read || image_valid_o && !image_ready_i;
    end
  end

  logic [7:0] image_number_q;
  logic [31:0] cycles_q;
  logic counting_q;

  always_ff @(posedge clk_i) begin
    if (read) image_last_o <= last;
    if (accepts_image) image_number_q <= number_q;
    if (accepts_image) counting_q <= 1'b1;
    else if (result_valid_i) counting_q <= 1'b0;
    if (accepts_image) cycles_q <= '0;
    else if (counting_q && !result_valid_i) cycles_q <= cycles_q + 1'b1;
  end

  // Answers: a kind, a number, then what they hold.
  localparam logic [2:0] Wait = 3'd0, Kind = 3'd1, Number = 3'd2, Cycles = 3'd3, Result = 3'd4, Names = 3'd5;
  logic [2:0] state_q;
  logic asked_q, is_result_q, moves;
  logic [7:0] asked_number_q;
  logic [1:0] cycle_byte_q;
  logic [HeadBits-1:0] name_q;

  assign out_valid_o    = state_q == Result ? result_valid_i : state_q != Wait;
  assign result_ready_o = state_q == Result && out_ready_i;
  assign out_last_o     = state_q == Result ? result_last_i : state_q == Names && name_q == HeadBits'(IdentityBytes - 1);
  assign moves          = out_valid_o && out_ready_i;
  assign answered       = moves && state_q == Result && result_last_i;

  always_comb begin
    case (state_q)
      Kind: out_data_o = is_result_q ? Image : Who;
      Number: out_data_o = is_result_q ? image_number_q : asked_number_q;
      Cycles: out_data_o = cycles_q[8*cycle_byte_q+:8];
      Result: out_data_o = result_data_i;
      default: out_data_o = Identity[8*name_q+:8];
    endcase
  end

  always_ff @(posedge clk_i) begin
    if (rst_i) begin
      state_q <= Wait;
      asked_q <= 1'b0;
    end else begin
      asked_q <= asks || asked_q && !(state_q == Wait && !result_valid_i);
      if (state_q == Wait) begin
        if (result_valid_i || asked_q) state_q <= Kind;
      end else if (moves) begin
        case (state_q)
          Kind: state_q <= Number;
          Number: state_q <= is_result_q ? Cycles : Names;
          Cycles: state_q <= cycle_byte_q == '1 ? Result : Cycles;
          default: state_q <= out_last_o ? Wait : state_q;
        endcase
      end
    end
  end

  always_ff @(posedge clk_i) begin
    if (asks) asked_number_q <= number_q;
    if (state_q == Wait) begin
      is_result_q  <= result_valid_i;
      cycle_byte_q <= '0;
      name_q       <= '0;
    end else if (moves) begin
      if (state_q == Cycles) cycle_byte_q <= cycle_byte_q + 1'b1;
      if (state_q == Names) name_q <= name_q + 1'b1;
    end
  end
endmodule
