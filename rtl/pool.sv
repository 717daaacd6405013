// Joins each channel's values of Pixels pixels, of a whole image or of a window: adds them up or, with Maximum 1, keeps the largest.
// Dividing a sum by the number of pixels is left to whoever reads the binary point, so nothing is lost.
//
// In: the pixels, Channels channels of InputBits bits (two's complement where InputSigned is 1), Lanes a beat. Out, after
// each Pixels: one pixel, in OutputBits bits, signed as the input is. The results of the last pixel go out as they are
// made, and the next one may follow at once, so a beat a cycle passes; only the last pixel waits for the output.
// in_ready_o depends on registers alone.
module pool #(
    parameter int Pixels      = 4,
    parameter int Channels    = 2,
    parameter int Lanes       = 1,
    parameter int InputBits   = 8,
    parameter int InputSigned = 0,
    parameter int OutputBits  = 10,
    parameter int Maximum     = 0
) (
    input  logic                        clk_i,
    input  logic                        rst_i,
    input  logic                        in_valid_i,
    output logic                        in_ready_o,
    input  logic [ Lanes*InputBits-1:0] in_data_i,
    output logic                        out_valid_o,
    input  logic                        out_ready_i,
    output logic [Lanes*OutputBits-1:0] out_data_o
);
  localparam int Folds = Channels / Lanes;
  localparam int FoldBits = Folds > 1 ? $clog2(Folds) : 1;
  localparam int PixelBits = Pixels > 1 ? $clog2(Pixels) : 1;

  if (Lanes < 1 || Channels % Lanes != 0) begin : g_check_lanes
    $error("pool: Channels (%0d) must be a multiple of Lanes (%0d)", Channels, Lanes);
  end
  if (InputBits < 1 || OutputBits < InputBits) begin : g_check_bits
    $error("pool: OutputBits (%0d) must be at least InputBits (%0d)", OutputBits, InputBits);
  end

  logic accept, is_first, is_last, out_ready, pixel_carry;
  logic [FoldBits-1:0] fold;
  logic [PixelBits-1:0] unused_pixel;
  logic [Lanes*OutputBits-1:0] previous, joined;
  logic [1:0] unused;

  assign in_ready_o = !is_last || out_ready;
  assign accept     = in_valid_i && in_ready_o;

  counter #(.Count(Folds)) folds (
      .clk_i, .rst_i, .step_i(accept), .value_o(fold), .last_o(unused[0]), .carry_o(pixel_carry)
  );
  counter #(.Count(Pixels)) pixels (
      .clk_i, .rst_i, .step_i(pixel_carry), .value_o(unused_pixel), .last_o(is_last), .carry_o(unused[1])
  );

  // A register: a comparison would be made again for every bit that it gates.
  always_ff @(posedge clk_i) begin
    if (rst_i) is_first <= 1'b1;
    else if (pixel_carry) is_first <= is_last;
  end

  // Read, added to and written in one cycle, which needs LUT RAM or registers.
  logic [Lanes*OutputBits-1:0] so_far[0:Folds-1];

  assign previous = so_far[fold];
  always_ff @(posedge clk_i) begin
    if (accept) so_far[fold] <= joined;
  end

  for (genvar l = 0; l < Lanes; l++) begin : g_lane
    logic sign;
    logic [OutputBits-1:0] value, kept;
    assign sign   = InputSigned != 0 && in_data_i[(l+1)*InputBits-1];
    assign value  = OutputBits'(signed'({sign, in_data_i[l*InputBits+:InputBits]}));
    assign kept   = previous[l*OutputBits+:OutputBits];

    if (Maximum != 0) begin : g_maximum
      logic is_larger;
      if (InputSigned != 0) begin : g_signed
        assign is_larger = signed'(value) > signed'(kept);
      end else begin : g_unsigned
        assign is_larger = value > kept;
      end
      assign joined[l*OutputBits+:OutputBits] = is_first || is_larger ? value : kept;
    end else begin : g_sum
      assign joined[l*OutputBits+:OutputBits] = value + (is_first ? '0 : kept);
    end
  end

  skid_buffer #(
      .Bits(Lanes * OutputBits)
  ) out_register (
      .clk_i,
      .rst_i,
      .in_valid_i(in_valid_i && is_last),
      .in_ready_o(out_ready),
      .in_data_i (joined),
      .out_valid_o,
      .out_ready_i,
      .out_data_o
  );
endmodule
