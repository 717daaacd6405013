// A sliding_window that gives pixels to a skip connection, too: for Tap 1 the centre of each window, for Tap 2 the pixel that the
// convolution after the next will have come to. See window_buffer.
//
// skip: Channels channels a pixel, Simd a beat; for Tap 1 OutputHeight * OutputWidth pixels an image, for Tap 2 all of it.
module tapped_window #(
    parameter int Height      = 4,
    parameter int Width       = 4,
    parameter int Channels    = 2,
    parameter int Bits        = 8,
    parameter int Simd        = 1,
    parameter int Kernel      = 3,
    parameter int Stride      = 1,
    parameter int Padding     = 1,
    parameter int Asymmetry   = 0,
    parameter int OutputFolds = 1,
    parameter int DepthPixels = 16,
    parameter int RamStyle    = 1,
    parameter int Tap         = 1
) (
    input  logic                 clk_i,
    input  logic                 rst_i,
    input  logic                 in_valid_i,
    output logic                 in_ready_o,
    input  logic [Simd*Bits-1:0] in_data_i,
    output logic                 out_valid_o,
    input  logic                 out_ready_i,
    output logic [Simd*Bits-1:0] out_data_o,
    output logic                 skip_valid_o,
    input  logic                 skip_ready_i,
    output logic [Simd*Bits-1:0] skip_data_o
);
  window_buffer #(
      .Height(Height),
      .Width(Width),
      .Channels(Channels),
      .Bits(Bits),
      .Simd(Simd),
      .Kernel(Kernel),
      .Stride(Stride),
      .Padding(Padding),
      .Asymmetry(Asymmetry),
      .OutputFolds(OutputFolds),
      .DepthPixels(DepthPixels),
      .RamStyle(RamStyle),
      .Tap(Tap)
  ) buffer (
      .clk_i,
      .rst_i,
      .in_valid_i,
      .in_ready_o,
      .in_data_i,
      .out_valid_o,
      .out_ready_i,
      .out_data_o,
      .skip_valid_o,
      .skip_ready_i,
      .skip_data_o
  );
endmodule
