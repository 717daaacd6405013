// Cuts a stream of images into the windows of a convolution.
//
// In: the pixels of Height x Width images in raster order, Channels channels of Bits bits each, Simd channels a beat.
// Out: for each output pixel in raster order, OutputFolds times over: the Kernel x Kernel taps in raster order, each with all
// its channels, Simd a beat. A tap outside the image is zero. So an image makes OutputHeight * OutputWidth * OutputFolds *
// Kernel * Kernel * Channels / Simd beats, with OutputHeight = (Height + 2*Padding + Asymmetry - Kernel) / Stride + 1.
// How: see window_buffer.
module sliding_window #(
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
    parameter int RamStyle    = 1
) (
    input  logic                 clk_i,
    input  logic                 rst_i,
    input  logic                 in_valid_i,
    output logic                 in_ready_o,
    input  logic [Simd*Bits-1:0] in_data_i,
    output logic                 out_valid_o,
    input  logic                 out_ready_i,
    output logic [Simd*Bits-1:0] out_data_o
);
  logic unused_valid;
  logic [Simd*Bits-1:0] unused_data;

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
      .Tap(0)
  ) buffer (
      .clk_i,
      .rst_i,
      .in_valid_i,
      .in_ready_o,
      .in_data_i,
      .out_valid_o,
      .out_ready_i,
      .out_data_o,
      .skip_valid_o(unused_valid),
      .skip_ready_i(1'b1),
      .skip_data_o (unused_data)
  );
endmodule
