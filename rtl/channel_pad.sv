// Puts channels of zeros around the channels of each pixel: Before of them first, After of them last. With the pixels that a
// stride keeps, that is a shortcut without parameters (He et al., arXiv 1512.03385, option A).
//
// In: pixels of Channels channels of Bits bits, Lanes a beat. Out: pixels of Before + Channels + After channels, Lanes a beat;
// all three numbers are multiples of Lanes. A beat a cycle leaves. Nothing leaves for a pixel before its first beat is there.
// in_ready_o depends on registers alone, but for the output register's readiness.
module channel_pad #(
    parameter int Before   = 1,
    parameter int Channels = 2,
    parameter int After    = 1,
    parameter int Lanes    = 1,
    parameter int Bits     = 8
) (
    input  logic                  clk_i,
    input  logic                  rst_i,
    input  logic                  in_valid_i,
    output logic                  in_ready_o,
    input  logic [Lanes*Bits-1:0] in_data_i,
    output logic                  out_valid_o,
    input  logic                  out_ready_i,
    output logic [Lanes*Bits-1:0] out_data_o
);
  localparam int Folds = (Before + Channels + After) / Lanes;
  localparam int FirstFold = Before / Lanes;
  localparam int EndFold = (Before + Channels) / Lanes;
  localparam int FoldBits = Folds > 1 ? $clog2(Folds) : 1;
  // EndFold may not fit FoldBits, and FirstFold may be 0, so folds are compared as wider signed numbers.
  localparam int IndexBits = FoldBits + 2;

  if (Lanes < 1 || Before % Lanes != 0 || Channels % Lanes != 0 || After % Lanes != 0) begin : g_check_lanes
    $error("channel_pad: Before (%0d), Channels (%0d) and After (%0d) must be multiples of Lanes (%0d)", Before, Channels,
           After, Lanes);
  end

  logic [FoldBits-1:0] fold;
  logic signed [IndexBits-1:0] index;
  logic [1:0] unused;
  logic is_before, is_after, valid, ready;

  assign index      = signed'(IndexBits'(fold));
  assign is_before  = index < IndexBits'(FirstFold);
  assign is_after   = index >= IndexBits'(EndFold);
  assign valid      = in_valid_i || is_after;
  assign in_ready_o = ready && !is_before && !is_after;

  counter #(.Count(Folds)) folds (
      .clk_i, .rst_i, .step_i(valid && ready), .value_o(fold), .last_o(unused[0]), .carry_o(unused[1])
  );

  skid_buffer #(
      .Bits(Lanes * Bits)
  ) out_register (
      .clk_i,
      .rst_i,
      .in_valid_i(valid),
      .in_ready_o(ready),
      .in_data_i (is_before || is_after ? '0 : in_data_i),
      .out_valid_o,
      .out_ready_i,
      .out_data_o
  );
endmodule
