// Cuts a stream of images into the windows of a convolution, and can give its pixels to a skip connection, too: a line buffer in
// memory, read out tap by tap. sliding_window and tapped_window are made of it.
//
// In: the pixels of Height x Width images in raster order, Channels channels of Bits bits each, Simd channels a beat.
// Out: for each output pixel in raster order, OutputFolds times over: the Kernel x Kernel taps in raster order, each with all
// its channels, Simd a beat. A tap outside the image is zero. So an image makes OutputHeight * OutputWidth * OutputFolds *
// Kernel * Kernel * Channels / Simd beats, with OutputHeight = (Height + 2*Padding - Kernel) / Stride + 1.
//
// The last DepthPixels pixels are kept in a circular buffer: the pixel with running number n in slot n mod DepthPixels, its
// channels in consecutive words. Images follow one another in it without a gap. Pixels that no window uses (the odd ones for
// Stride 2 and Kernel 1; trailing rows and columns) are taken at once and get no number.
//
// A window is started when its newest pixel has arrived whole, and then gives a beat a cycle. A pixel's slot is free once
// no later window needs the pixel, in this output row or the next. in_ready_o depends on registers alone.
//
// Tap 0: nothing goes to the skip. Tap 1: the centre of each window, in its first output fold, which is the pixel that a
// shortcut of this Stride keeps.
//
// Tap 2, for a skip around two 3 x 3 convolutions of which this is the first: the next one makes output p out of this one's
// windows up to p + Width + 1, and the top left tap of that window is pixel p, if images are counted on without a gap. So each window
// gives that pixel to the skip, which then waits for as little as can be: in the first row and at the left edge it is a
// pixel that the window itself masks, of the row or the image before. When the next image does not come, the last
// Width + 1 pixels are read alone.
module window_buffer #(
    parameter int Height      = 4,
    parameter int Width       = 4,
    parameter int Channels    = 2,
    parameter int Bits        = 8,
    parameter int Simd        = 1,
    parameter int Kernel      = 3,
    parameter int Stride      = 1,
    parameter int Padding     = 1,
    parameter int OutputFolds = 1,
    parameter int DepthPixels = 16,
    parameter int RamStyle    = 1,
    parameter int Tap         = 0
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
  localparam int OutputHeight = (Height + 2 * Padding - Kernel) / Stride + 1;
  localparam int OutputWidth = (Width + 2 * Padding - Kernel) / Stride + 1;
  localparam int Folds = Channels / Simd;

  // The image as it is kept. For Kernel 1 that is the output's own grid; for Kernel 3 all but what trails the last window.
  localparam int Step = Kernel == 1 ? 1 : Stride;
  localparam int Bottom = (OutputHeight - 1) * Step - Padding + Kernel;
  localparam int Right = (OutputWidth - 1) * Step - Padding + Kernel;
  localparam int KeptHeight = Bottom < Height ? Bottom : Height;
  localparam int KeptWidth = Right < Width ? Right : Width;

  // A pixel's running number, modulo twice the depth: the lower bits are its slot.
  localparam int SlotBits = $clog2(DepthPixels);
  localparam int NumberBits = SlotBits + 1;
  localparam int FoldBits = Folds > 1 ? $clog2(Folds) : 1;
  localparam int AddressBits = SlotBits + $clog2(Folds);
  localparam int TapBits = Kernel > 1 ? $clog2(Kernel) : 1;
  localparam int RowBits = OutputHeight > 1 ? $clog2(OutputHeight) : 1;
  localparam int ColumnBits = OutputWidth > 1 ? $clog2(OutputWidth) : 1;

  // The number of the first window's top left tap, in the padding, relative to the image's first pixel.
  localparam int Corner = -Padding * KeptWidth - Padding;

  if (Simd < 1 || Channels % Simd != 0) begin : g_check_simd
    $error("window_buffer: Channels (%0d) must be a multiple of Simd (%0d)", Channels, Simd);
  end
  if (Kernel != 1 && Kernel != 3) begin : g_check_kernel
    $error("window_buffer: Kernel (%0d) must be 1 or 3", Kernel);
  end
  if (Stride != 1 && Stride != 2) begin : g_check_stride
    $error("window_buffer: Stride (%0d) must be 1 or 2", Stride);
  end
  if (Padding < 0 || 2 * Padding >= Kernel) begin : g_check_padding
    $error("window_buffer: Padding (%0d) must be at most (Kernel-1)/2, Kernel is %0d", Padding, Kernel);
  end
  if (Height + 2 * Padding < Kernel || Width + 2 * Padding < Kernel) begin : g_check_image
    $error("window_buffer: Height (%0d) and Width (%0d) must hold the Kernel (%0d)", Height, Width, Kernel);
  end
  if (DepthPixels != 1 << SlotBits || DepthPixels < 2 || DepthPixels < (Kernel - 1) * Width + Kernel) begin : g_check_depth
    $error("window_buffer: DepthPixels (%0d) must be a power of two, at least 2 and (Kernel-1)*Width+Kernel", DepthPixels);
  end
  if (Tap != 0 && (Kernel != 3 || Padding != 1)) begin : g_check_tap
    $error("window_buffer: Tap (%0d) needs a Kernel of 3 (%0d) and a Padding of 1 (%0d)", Tap, Kernel, Padding);
  end
  if (Tap == 2 && (Stride != 1 || Height < 2)) begin : g_check_corner
    $error("window_buffer: Tap 2 needs a Stride of 1 (%0d) and a Height of at least 2 (%0d)", Stride, Height);
  end

  // --- The write side: pixels in, unless the buffer is full. ---

  logic accept, used, full, pixel_stored;
  logic [FoldBits-1:0] in_fold;
  logic in_fold_carry;
  logic [1:0] unused_last;
  logic [NumberBits-1:0] written_q, oldest_needed;

  assign full = written_q == (oldest_needed ^ NumberBits'(DepthPixels));
  assign in_ready_o = !full || !used;
  assign accept = in_valid_i && in_ready_o;
  assign pixel_stored = in_fold_carry && used;

  counter #(.Count(Folds)) in_folds (
      .clk_i, .rst_i, .step_i(accept), .value_o(in_fold), .last_o(unused_last[0]), .carry_o(in_fold_carry)
  );

  sliding_window_filter #(
      .Height(Height),
      .Width(Width),
      .KeptHeight(KeptHeight),
      .KeptWidth(KeptWidth),
      .Stride(Kernel == 1 ? Stride : 1)
  ) filter (
      .clk_i, .rst_i, .step_i(in_fold_carry), .used_o(used)
  );

  always_ff @(posedge clk_i) begin
    if (rst_i) written_q <= '0;
    else if (pixel_stored) written_q <= written_q + 1'b1;
  end

  // --- The read side: one chain of counters, one tap address. ---

  logic issue, drain, arrived, load, starts_pixel, last_fold;
  logic [FoldBits-1:0] fold;
  logic [TapBits-1:0] kx, ky;
  logic [ColumnBits-1:0] column;
  logic [RowBits-1:0] row;
  logic fold_end, fold_carry, kx_carry, ky_carry, window_carry, row_carry, image_carry;
  logic last_kx, last_ky, last_column, last_row;
  logic [(OutputFolds > 1 ? $clog2(OutputFolds) : 1)-1:0] output_fold;

  counter #(.Count(Folds)) folds (
      .clk_i, .rst_i, .step_i(issue || drain), .value_o(fold), .last_o(last_fold), .carry_o(fold_end)
  );
  assign fold_carry = fold_end && !drain;
  counter #(.Count(Kernel)) kernel_columns (
      .clk_i, .rst_i, .step_i(fold_carry), .value_o(kx), .last_o(last_kx), .carry_o(kx_carry)
  );
  counter #(.Count(Kernel)) kernel_rows (
      .clk_i, .rst_i, .step_i(kx_carry), .value_o(ky), .last_o(last_ky), .carry_o(ky_carry)
  );
  counter #(.Count(OutputFolds)) output_folds (
      .clk_i, .rst_i, .step_i(ky_carry), .value_o(output_fold), .last_o(unused_last[1]), .carry_o(window_carry)
  );
  counter #(.Count(OutputWidth)) columns (
      .clk_i, .rst_i, .step_i(window_carry), .value_o(column), .last_o(last_column), .carry_o(row_carry)
  );
  counter #(.Count(OutputHeight)) rows (
      .clk_i, .rst_i, .step_i(row_carry), .value_o(row), .last_o(last_row), .carry_o(image_carry)
  );

  // Where the current window lies in the padding.
  logic above, below, left, right;
  assign above = Padding != 0 && row == '0;
  assign left  = Padding != 0 && column == '0;
  assign below = Bottom > Height && last_row;
  assign right = Right > Width && last_column;

  // Numbers of top left taps: of the current window, and of the first window of its row. And the slot of the current tap.
  logic [NumberBits-1:0] window_q, window_d, row_start_q, row_start_d;
  logic [SlotBits-1:0] tap_q, tap_d;

  always_comb begin
    row_start_d = row_start_q;
    if (row_carry) row_start_d = row_start_q + NumberBits'(Step * KeptWidth);
    if (image_carry) row_start_d = row_start_q + NumberBits'((KeptHeight - (OutputHeight - 1) * Step) * KeptWidth);

    window_d = window_q;
    if (window_carry) window_d = window_q + NumberBits'(Step);
    if (row_carry) window_d = row_start_d;

    tap_d = tap_q;
    if (fold_carry) tap_d = tap_q + SlotBits'(1);
    if (kx_carry) tap_d = tap_q + SlotBits'(KeptWidth - (Kernel - 1));
    if (ky_carry) tap_d = window_d[SlotBits-1:0];
  end

  always_ff @(posedge clk_i) begin
    if (rst_i) begin
      row_start_q <= NumberBits'(Corner);
      window_q    <= NumberBits'(Corner);
      tap_q       <= SlotBits'(Corner);
    end else begin
      row_start_q <= row_start_d;
      window_q    <= window_d;
      tap_q       <= tap_d;
    end
  end

  // The newest pixel of the window is number newest_end - 1. It is there when written_q has come to newest_end, which is never
  // further ahead or behind than the depth.
  logic [NumberBits-1:0] newest_end, beyond_newest;
  always_comb begin
    newest_end = window_q + NumberBits'((Kernel - 1) * KeptWidth + Kernel);
    if (below) newest_end = newest_end - NumberBits'(KeptWidth);
    if (right) newest_end = newest_end - NumberBits'(1);
  end
  assign beyond_newest = written_q - newest_end;
  assign arrived = !beyond_newest[NumberBits-1];

  // This and later windows need nothing before oldest_needed. The second output row of a padded stride-1 convolution starts
  // in the same image row as the first, so until then nothing is free.
  always_comb begin
    oldest_needed = window_q;
    if (above && Stride == 1) oldest_needed = row_start_q + NumberBits'(-Corner);
    else begin
      if (above) oldest_needed = oldest_needed + NumberBits'(KeptWidth);
      if (left) oldest_needed = oldest_needed + NumberBits'(1);
    end
    if (skip_is_older) oldest_needed = skip_number;
  end

  // --- The skip: which beats go to it, too. ---

  logic is_skip, skip_is_older;
  logic [NumberBits-1:0] skip_number;
  logic [SlotBits-1:0] read_slot;

  assign starts_pixel = fold == '0 && kx == '0 && ky == '0 && output_fold == '0;

  if (Tap == 2) begin : g_corner
    // skip_number: the pixel that the skip gets next, which is the window's or, after pixels read alone, a later one. In the first
    // row, and in the first window of the second, it still is of the image before.
    logic [NumberBits-1:0] skip_q, image_q;
    logic early, pending, alone_q;

    assign early         = row == '0 || row == RowBits'(1) && column == '0;
    assign pending       = early && skip_q != image_q;
    assign is_skip       = kx == '0 && ky == '0 && skip_q == window_q;
    assign skip_is_older = pending || skip_q == window_q;
    assign skip_number   = skip_q;
    assign drain         = load && (alone_q || starts_pixel && !arrived && pending);
    assign issue         = load && arrived && !alone_q;
    assign read_slot     = drain ? skip_q[SlotBits-1:0] : tap_q;

    always_ff @(posedge clk_i) begin
      if (rst_i) begin
        skip_q  <= '0;
        image_q <= '0;
        alone_q <= 1'b0;
      end else begin
        if (last_fold && (drain || issue && is_skip)) skip_q <= skip_q + 1'b1;
        if (image_carry) image_q <= image_q + NumberBits'(Height * Width);
        if (drain) alone_q <= !last_fold;
      end
    end
  end else begin : g_no_corner
    logic unused;
    assign unused        = starts_pixel && last_fold;
    assign is_skip       = Tap == 1 && output_fold == '0 && kx == TapBits'(Padding) && ky == TapBits'(Padding);
    assign skip_is_older = 1'b0;
    assign skip_number   = '0;
    assign drain         = 1'b0;
    assign issue         = load && arrived;
    assign read_slot     = tap_q;
  end

  // --- The memory and the output register, which is the memory's own. ---

  // The word in the register is for the windows, the skip or both; each takes it when it can.
  logic outside, outside_q;
  logic [Simd*Bits-1:0] word;

  assign load = (!out_valid_o || out_ready_i) && (!skip_valid_o || skip_ready_i);
  assign outside = above && ky == '0 || below && last_ky || left && kx == '0 || right && last_kx;
  assign out_data_o = outside_q ? '0 : word;
  assign skip_data_o = word;

  always_ff @(posedge clk_i) begin
    if (rst_i) begin
      out_valid_o  <= 1'b0;
      skip_valid_o <= 1'b0;
    end else if (load) begin
      out_valid_o  <= issue;
      skip_valid_o <= drain || issue && is_skip;
    end else begin
      if (out_ready_i) out_valid_o <= 1'b0;
      if (skip_ready_i) skip_valid_o <= 1'b0;
    end
  end

  always_ff @(posedge clk_i) begin
    if (load) outside_q <= outside;
  end

  logic [AddressBits-1:0] in_address, tap_address;
  assign in_address  = AddressBits'(written_q[SlotBits-1:0]) << $clog2(Folds) | AddressBits'(in_fold);
  assign tap_address = AddressBits'(read_slot) << $clog2(Folds) | AddressBits'(fold);

  ram #(
      .Words(1 << AddressBits),
      .Bits (Simd * Bits),
      .Style(RamStyle)
  ) buffer (
      .clk_i,
      .write_i        (accept && used),
      .write_address_i(in_address),
      .data_i         (in_data_i),
      .read_i         (issue || drain),
      .read_address_i (tap_address),
      .data_o         (word)
  );
endmodule
