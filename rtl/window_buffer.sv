// Cuts a stream of images into the windows of a convolution, and can give its pixels to a skip connection, too: a line buffer in
// memory, read out tap by tap. sliding_window and tapped_window are made of it.
//
// In: the pixels of Height x Width images in raster order, Channels channels of Bits bits each, Simd channels a beat.
// Out: for each output pixel in raster order, OutputFolds times over: the Kernel x Kernel taps in raster order, each with all
// its channels, Simd a beat. A tap outside the image is zero. So an image makes OutputHeight * OutputWidth * OutputFolds *
// Kernel * Kernel * Channels / Simd beats, with OutputHeight = (Height + 2*Padding + Asymmetry - Kernel) / Stride + 1.
//
// The last DepthPixels pixels are kept in a circular buffer: the pixel with running number n in slot n mod DepthPixels, its
// channels in consecutive words. Images follow one another in it without a gap. Pixels that no window uses (the odd ones for
// Stride 2 and Kernel 1; trailing rows and columns) are taken at once and get no number. Below and on the right the padding is Padding + Asymmetry.
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
    parameter int Asymmetry   = 0,
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
  localparam int OutputHeight = (Height + 2 * Padding + Asymmetry - Kernel) / Stride + 1;
  localparam int OutputWidth = (Width + 2 * Padding + Asymmetry - Kernel) / Stride + 1;
  localparam int Folds = Channels / Simd;

  // The image as it is kept. For Kernel 1 that is the output's own grid; else all but what trails the last window.
  localparam int Step = Kernel == 1 ? 1 : Stride;
  localparam int Bottom = (OutputHeight - 1) * Step - Padding + Kernel;
  localparam int Right = (OutputWidth - 1) * Step - Padding + Kernel;
  localparam int KeptHeight = Bottom < Height ? Bottom : Height;
  localparam int KeptWidth = Right < Width ? Right : Width;

  // A pixel's running number, modulo the depth, is its slot. Differences of two numbers are never further than the depth.
  localparam int SlotBits = $clog2(DepthPixels);
  localparam int DistanceBits = SlotBits + 1;
  localparam int FoldBits = Folds > 1 ? $clog2(Folds) : 1;
  localparam int AddressBits = SlotBits + $clog2(Folds);
  localparam int TapBits = Kernel > 1 ? $clog2(Kernel) : 1;
  localparam int RowBits = OutputHeight > 1 ? $clog2(OutputHeight) : 1;
  localparam int ColumnBits = OutputWidth > 1 ? $clog2(OutputWidth) : 1;

  // Numbers relative to the image's first pixel, all constants. The first window's top left tap, in the padding, and how much
  // further the next window's is: in the same row, in the next one, in the next image.
  localparam int Corner = -Padding * KeptWidth - Padding;
  localparam int NextRow = Step * KeptWidth - (OutputWidth - 1) * Step;
  localparam int NextImage = (KeptHeight - (OutputHeight - 1) * Step) * KeptWidth - (OutputWidth - 1) * Step;

  // The rows (or columns) that the windows of an output row see of the image: from the first one to before the last.
  function automatic int first(input int index);
    first = index * Step > Padding ? index * Step - Padding : 0;
  endfunction
  function automatic int beyond(input int index, input int extent);
    beyond = index * Step - Padding + Kernel < extent ? index * Step - Padding + Kernel : extent;
  endfunction

  // Taps before the first and from the last of these on lie in the padding.
  function automatic int taps_before(input int index);
    taps_before = first(index) + Padding - index * Step;
  endfunction
  function automatic int taps_to(input int index, input int extent);
    taps_to = beyond(index, extent) + Padding - index * Step;
  endfunction

  // A window and later ones need nothing before its oldest pixel, in this output row or the next. Where the next one begins in the
  // same image row, nothing is free until then.
  function automatic bit keeps_row(input int row);
    keeps_row = row < OutputHeight - 1 && first(row + 1) == first(row);
  endfunction

  // One more than the number of a window's newest pixel; its oldest pixel. Relative to the image's first.
  function automatic int newest(input int row, input int column);
    newest = (beyond(row, KeptHeight) - 1) * KeptWidth + beyond(column, KeptWidth);
  endfunction
  function automatic int oldest(input int row, input int column);
    oldest = first(row) * KeptWidth + (keeps_row(row) ? 0 : first(column));
  endfunction

  if (Simd < 1 || Channels % Simd != 0) begin : g_check_simd
    $error("window_buffer: Channels (%0d) must be a multiple of Simd (%0d)", Channels, Simd);
  end
  if (Kernel < 1 || Stride < 1) begin : g_check_kernel
    $error("window_buffer: Kernel (%0d) and Stride (%0d) must be at least 1", Kernel, Stride);
  end
  if (Kernel == 1 ? (Stride & Stride - 1) != 0 : Stride > Kernel) begin : g_check_stride
    $error("window_buffer: Stride (%0d) must be at most the Kernel (%0d), and for Kernel 1 a power of two", Stride, Kernel);
  end
  if (Padding < 0 || Padding >= Kernel || Padding + Asymmetry < 0 || Padding + Asymmetry >= Kernel) begin : g_check_padding
    $error("window_buffer: Padding (%0d) and Padding + Asymmetry (%0d) must be 0 to Kernel-1, Kernel is %0d", Padding,
           Padding + Asymmetry, Kernel);
  end
  if (Height + 2 * Padding + Asymmetry < Kernel || Width + 2 * Padding + Asymmetry < Kernel) begin : g_check_image
    $error("window_buffer: Height (%0d) and Width (%0d) must hold the Kernel (%0d)", Height, Width, Kernel);
  end
  if (DepthPixels != 1 << SlotBits || DepthPixels < 2 || DepthPixels < (Kernel - 1) * Width + Kernel) begin : g_check_depth
    $error("window_buffer: DepthPixels (%0d) must be a power of two, at least 2 and (Kernel-1)*Width+Kernel", DepthPixels);
  end
  if (Tap != 0 && (Kernel != 3 || Padding != 1 || Asymmetry != 0)) begin : g_check_tap
    $error("window_buffer: Tap (%0d) needs a Kernel of 3 (%0d) and a Padding of 1 (%0d) on all sides", Tap, Kernel, Padding);
  end
  if (Tap == 2 && (Stride != 1 || Height < 2)) begin : g_check_corner
    $error("window_buffer: Tap 2 needs a Stride of 1 (%0d) and a Height of at least 2 (%0d)", Stride, Height);
  end

  // --- The write side: pixels in, unless the buffer is full. ---

  logic accept, used, full, skip_full, pixel_stored;
  logic [FoldBits-1:0] in_fold;
  logic in_fold_carry;
  logic unused_last;
  logic [SlotBits-1:0] written_q;

  assign in_ready_o = !full || !used;
  assign accept = in_valid_i && in_ready_o;
  assign pixel_stored = in_fold_carry && used;

  counter #(.Count(Folds)) in_folds (
      .clk_i, .rst_i, .step_i(accept), .value_o(in_fold), .last_o(unused_last), .carry_o(in_fold_carry)
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

  logic issue, drain, arrived, load, last_fold, last_output_fold;
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
      .clk_i, .rst_i, .step_i(ky_carry), .value_o(output_fold), .last_o(last_output_fold), .carry_o(window_carry)
  );
  counter #(.Count(OutputWidth)) columns (
      .clk_i, .rst_i, .step_i(window_carry), .value_o(column), .last_o(last_column), .carry_o(row_carry)
  );
  counter #(.Count(OutputHeight)) rows (
      .clk_i, .rst_i, .step_i(row_carry), .value_o(row), .last_o(last_row), .carry_o(image_carry)
  );

  // The first and the last window of each row and column are known early.
  logic first_row_q, first_column_q;

  always_ff @(posedge clk_i) begin
    if (rst_i) begin
      first_row_q    <= 1'b1;
      first_column_q <= 1'b1;
    end else begin
      if (row_carry) first_row_q <= image_carry;
      if (window_carry) first_column_q <= row_carry;
    end
  end

  // Slots: of the current window's top left tap, and of the current tap. What is next hangs on registers alone; the carries,
  // which come late, only choose.
  logic [SlotBits-1:0] window_q, next_window, tap_q, next_tap;

  always_comb begin
    next_window = window_q + SlotBits'(!last_column ? Step : !last_row ? NextRow : NextImage);
    next_tap = tap_q + SlotBits'(last_kx ? KeptWidth - (Kernel - 1) : 1);
    if (last_kx && last_ky) next_tap = last_output_fold ? next_window : window_q;
  end

  always_ff @(posedge clk_i) begin
    if (rst_i) begin
      window_q <= SlotBits'(Corner);
      tap_q    <= SlotBits'(Corner);
    end else begin
      if (window_carry) window_q <= next_window;
      if (fold_carry) tap_q <= next_tap;
    end
  end

  // Whether a window's newest pixel is there, and whether the buffer is full: distances that grow by each pixel stored, and shrink
  // when a window ends, by how much further the next one's newest or oldest pixel is. That is always as much, but near the edges.
  logic held_too_many;
  logic [DistanceBits-1:0] newest_step, oldest_step;

  always_comb begin
    if (!last_column) begin
      newest_step = DistanceBits'(-Step);
      oldest_step = DistanceBits'(-Step);
      for (int c = 0; c < OutputWidth - 1; c++) begin
        if (c == 0 ? first_column_q : column == ColumnBits'(c)) begin
          if (beyond(c + 1, KeptWidth) - beyond(c, KeptWidth) != Step) newest_step = DistanceBits'(newest(0, c) - newest(0, c + 1));
          if (first(c + 1) - first(c) != Step) oldest_step = DistanceBits'(first(c) - first(c + 1));
        end
      end
      for (int r = 0; r < OutputHeight - 1; r++) begin
        if (keeps_row(r) && (r == 0 ? first_row_q : row == RowBits'(r))) oldest_step = '0;
      end
    end else if (!last_row) begin
      newest_step = DistanceBits'(newest(0, OutputWidth - 1) - newest(0, 0) - Step * KeptWidth);
      oldest_step = DistanceBits'(first(OutputWidth - 1) - Step * KeptWidth);
      for (int r = 0; r < OutputHeight - 1; r++) begin
        if (r == 0 ? first_row_q : row == RowBits'(r)) begin
          if (beyond(r + 1, KeptHeight) - beyond(r, KeptHeight) != Step) begin
            newest_step = DistanceBits'(newest(r, OutputWidth - 1) - newest(r + 1, 0));
          end
          if (first(r + 1) - first(r) != Step) oldest_step = DistanceBits'(oldest(r, OutputWidth - 1) - oldest(r + 1, 0));
        end
      end
    end else begin
      newest_step = DistanceBits'(newest(OutputHeight - 1, OutputWidth - 1) - newest(0, 0) - KeptHeight * KeptWidth);
      oldest_step = DistanceBits'(oldest(OutputHeight - 1, OutputWidth - 1) - KeptHeight * KeptWidth);
    end
  end

  distance #(
      .Bits(DistanceBits), .First(-newest(0, 0))
  ) beyond_newest (
      .clk_i, .rst_i, .up_i(pixel_stored), .move_i(window_carry), .by_i(newest_step), .reached_o(arrived)
  );
  distance #(
      .Bits(DistanceBits), .First(-DepthPixels)
  ) beyond_depth (
      .clk_i, .rst_i, .up_i(pixel_stored), .move_i(window_carry), .by_i(oldest_step), .reached_o(held_too_many)
  );
  assign full = held_too_many || skip_full;

  // --- The skip: which beats go to it, too. ---

  logic is_skip, skip_sent;
  logic [SlotBits-1:0] read_slot;

  if (Tap == 2) begin : g_corner
    // skip_q: the slot of the pixel that the skip gets next, which is the window's or, after pixels read alone, a later one. ahead_q:
    // how many later. In the first row, and in the first window of the second, it still is of the image before: of that, pending_q
    // pixels are left. The buffer is full for the skip, too.
    localparam int Pending = Width + 1;
    localparam int PendingBits = $clog2(Pending + 1);
    logic [SlotBits-1:0] skip_q;
    logic [PendingBits-1:0] ahead_q, pending_q;
    logic is_here_q, is_pending_q, starts_q, alone_q, reads_alone, unused;

    assign unused      = &output_fold;
    assign is_skip     = kx == '0 && ky == '0 && is_here_q;
    assign reads_alone = alone_q || starts_q && !arrived && is_pending_q;
    assign drain       = load && reads_alone;
    assign issue       = load && arrived && !alone_q;
    assign skip_sent   = last_fold && (drain || issue && is_skip);
    assign read_slot   = reads_alone ? skip_q : tap_q;

    always_ff @(posedge clk_i) begin
      if (rst_i) begin
        skip_q       <= '0;
        ahead_q      <= PendingBits'(Pending);
        pending_q    <= '0;
        is_here_q    <= 1'b0;
        is_pending_q <= 1'b0;
        starts_q     <= 1'b1;
        alone_q      <= 1'b0;
      end else begin
        // A window has more than one tap, so its end is never the skip's.
        if (skip_sent) begin
          skip_q    <= skip_q + 1'b1;
          ahead_q   <= ahead_q + 1'b1;
          is_here_q <= 1'b0;
        end else if (window_carry) begin
          ahead_q   <= ahead_q - 1'b1;
          is_here_q <= ahead_q == PendingBits'(1);
        end
        if (image_carry) begin
          pending_q    <= PendingBits'(Pending);
          is_pending_q <= 1'b1;
        end else if (skip_sent && is_pending_q) begin
          pending_q    <= pending_q - 1'b1;
          is_pending_q <= pending_q != PendingBits'(1);
        end
        if (issue) starts_q <= window_carry;
        if (drain) alone_q <= !last_fold;
      end
    end

    distance #(
        .Bits(DistanceBits), .First(-DepthPixels)
    ) skip_beyond_depth (
        .clk_i, .rst_i, .up_i(pixel_stored), .move_i(skip_sent), .by_i('1), .reached_o(skip_full)
    );
  end else begin : g_no_corner
    logic unused;
    assign unused    = skip_sent && last_fold;
    assign is_skip   = Tap == 1 && output_fold == '0 && kx == TapBits'(Padding) && ky == TapBits'(Padding);
    assign skip_full = 1'b0;
    assign skip_sent = 1'b0;
    assign drain     = 1'b0;
    assign issue     = load && arrived;
    assign read_slot = tap_q;
  end

  // --- The memory and the output register, which is the memory's own. ---

  // The word in the register is for the windows, the skip or both; each takes it when it can.
  logic outside, outside_q;
  logic [Simd*Bits-1:0] word;

  always_comb begin
    outside = 1'b0;
    for (int r = 0; r < OutputHeight; r++) begin
      if (r == 0 ? first_row_q : r == OutputHeight - 1 ? last_row : row == RowBits'(r)) begin
        if (taps_before(r) > 0 && ky < TapBits'(taps_before(r))) outside = 1'b1;
        if (taps_to(r, KeptHeight) < Kernel && ky >= TapBits'(taps_to(r, KeptHeight))) outside = 1'b1;
      end
    end
    for (int c = 0; c < OutputWidth; c++) begin
      if (c == 0 ? first_column_q : c == OutputWidth - 1 ? last_column : column == ColumnBits'(c)) begin
        if (taps_before(c) > 0 && kx < TapBits'(taps_before(c))) outside = 1'b1;
        if (taps_to(c, KeptWidth) < Kernel && kx >= TapBits'(taps_to(c, KeptWidth))) outside = 1'b1;
      end
    end
  end

  assign load = (!out_valid_o || out_ready_i) && (!skip_valid_o || skip_ready_i);
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
  assign in_address  = AddressBits'(written_q) << $clog2(Folds) | AddressBits'(in_fold);
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
