// sliding_window against a direct computation of its windows, for many shapes.
module sliding_window_check #(
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
    // Whether an image takes exactly as many cycles as it has beats: the buffer and the input rate suffice.
    parameter int ExactRate   = 1,
    parameter     Name        = "sliding_window"
) (
    input  logic clk_i,
    output logic done_o
);
  localparam int Images = 4;
  localparam int Folds = Channels / Simd;
  localparam int OutputHeight = (Height + 2 * Padding + Asymmetry - Kernel) / Stride + 1;
  localparam int OutputWidth = (Width + 2 * Padding + Asymmetry - Kernel) / Stride + 1;
  localparam int ImageBeats = OutputHeight * OutputWidth * OutputFolds * Kernel * Kernel * Folds;

  logic rst, in_valid, in_ready, out_valid, out_ready;
  logic [Simd*Bits-1:0] in_data, out_data;
  logic [Simd*Bits-1:0] image[Height*Width*Folds];

  sliding_window #(
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
      .DepthPixels(DepthPixels)
  ) dut (
      .clk_i,
      .rst_i(rst),
      .in_valid_i(in_valid),
      .in_ready_o(in_ready),
      .in_data_i(in_data),
      .out_valid_o(out_valid),
      .out_ready_i(out_ready),
      .out_data_o(out_data)
  );
  stream_bench #(
      .InBits (Simd * Bits),
      .OutBits(Simd * Bits),
      .Name   (Name)
  ) bench (
      .clk_i,
      .rst_o(rst),
      .in_valid_o(in_valid),
      .in_ready_i(in_ready),
      .in_data_o(in_data),
      .out_valid_i(out_valid),
      .out_ready_o(out_ready),
      .out_data_i(out_data)
  );

  function automatic logic [Simd*Bits-1:0] tap(input int y, input int x, input int fold);
    if (y < 0 || y >= Height || x < 0 || x >= Width) return '0;
    return image[(y*Width+x)*Folds+fold];
  endfunction

  task automatic add_window(input int top, input int left);
    for (int ky = 0; ky < Kernel; ky++)
      for (int kx = 0; kx < Kernel; kx++)
        for (int fold = 0; fold < Folds; fold++) bench.sink.add(tap(top + ky, left + kx, fold));
  endtask

  task automatic add_image();
    for (int i = 0; i < Height * Width * Folds; i++) begin
      for (int b = 0; b < Simd * Bits; b++) image[i][b] = 1'($urandom);
      bench.source.add(image[i]);
    end
    for (int y = 0; y < OutputHeight; y++)
      for (int x = 0; x < OutputWidth; x++)
        for (int of = 0; of < OutputFolds; of++) add_window(y * Stride - Padding, x * Stride - Padding);
  endtask

  function automatic logic used_along(input int at, input int outputs);
    for (int o = 0; o < outputs; o++) if (at >= o * Stride - Padding && at < o * Stride - Padding + Kernel) return 1'b1;
    return 1'b0;
  endfunction

  // The beats that go in while none comes out: up to the first used pixel that finds DepthPixels used ones in its way. One
  // more if the first window is a single beat, which the output register holds.
  function automatic int capacity();
    int stored;
    stored = Kernel * Kernel * Folds * OutputFolds == 1 ? -1 : 0;
    for (int p = 0; p < Images * Height * Width; p++) begin
      if (used_along(p / Width % Height, OutputHeight) && used_along(p % Width, OutputWidth)) stored++;
      if (stored > DepthPixels) return p * Folds;
    end
    return Images * Height * Width * Folds;
  endfunction

  initial begin
    done_o = 1'b0;
    repeat (Images) add_image();
    bench.run(0, 0);
    if (ExactRate != 0)
      for (int i = 1; i < Images; i++) bench.sink.check_cycles(i * ImageBeats - 1, (i + 1) * ImageBeats - 1, ImageBeats);
    bench.check_capacity(capacity());
    bench.run_all();
    done_o = 1'b1;
  end
endmodule

module sliding_window_tb;
  localparam int Checks = 25;
  logic clk = 1'b0;
  logic [Checks-1:0] done;
  initial forever #1 clk = !clk;

  // Height, Width, Channels, Bits, Simd, Kernel, Stride, Padding, Asymmetry, OutputFolds, DepthPixels, ExactRate
  sliding_window_check #(4, 4, 2, 8, 1, 3, 1, 1, 0, 1, 16, 1, "3x3") c0 (clk, done[0]);
  sliding_window_check #(8, 8, 4, 4, 2, 3, 1, 1, 0, 3, 32, 1, "3x3, three folds") c1 (clk, done[1]);
  sliding_window_check #(5, 7, 6, 3, 2, 3, 1, 1, 0, 2, 32, 1, "5x7, three channel folds") c2 (clk, done[2]);
  sliding_window_check #(8, 8, 4, 8, 2, 3, 2, 1, 0, 2, 32, 1, "stride 2") c3 (clk, done[3]);
  sliding_window_check #(7, 5, 2, 8, 2, 3, 2, 1, 0, 1, 16, 0, "stride 2, odd") c4 (clk, done[4]);
  sliding_window_check #(8, 8, 4, 8, 2, 1, 2, 0, 0, 11, 2, 1, "1x1 stride 2") c5 (clk, done[5]);
  sliding_window_check #(7, 9, 4, 8, 2, 1, 2, 0, 0, 1, 2, 0, "1x1 stride 2, odd") c6 (clk, done[6]);
  sliding_window_check #(6, 6, 4, 8, 4, 1, 1, 0, 0, 1, 2, 1, "1x1") c7 (clk, done[7]);
  sliding_window_check #(1, 1, 8, 8, 2, 1, 1, 0, 0, 4, 2, 1, "1x1 image") c8 (clk, done[8]);
  sliding_window_check #(6, 8, 2, 8, 1, 3, 2, 0, 0, 2, 32, 0, "stride 2 without padding") c9 (clk, done[9]);
  sliding_window_check #(5, 6, 2, 8, 1, 3, 1, 0, 0, 1, 16, 0, "without padding") c10 (clk, done[10]);
  sliding_window_check #(3, 3, 1, 1, 1, 3, 1, 0, 0, 1, 16, 0, "one window, one bit") c11 (clk, done[11]);
  sliding_window_check #(1, 1, 2, 8, 1, 3, 1, 1, 0, 2, 8, 1, "3x3 on 1x1") c12 (clk, done[12]);
  sliding_window_check #(2, 1, 2, 8, 1, 3, 2, 1, 0, 2, 8, 1, "3x3 stride 2 on 2x1") c13 (clk, done[13]);
  sliding_window_check #(6, 6, 2, 8, 2, 3, 1, 1, 0, 1, 16, 1, "tight buffer") c14 (clk, done[14]);
  sliding_window_check #(6, 6, 2, 8, 2, 3, 2, 1, 0, 1, 16, 0, "tight buffer, stride 2") c15 (clk, done[15]);
  sliding_window_check #(32, 32, 3, 8, 3, 3, 1, 1, 0, 2, 128, 1, "32x32x3") c16 (clk, done[16]);
  sliding_window_check #(16, 16, 2, 8, 2, 7, 2, 3, 0, 1, 128, 1, "7x7 stride 2") c17 (clk, done[17]);
  sliding_window_check #(9, 11, 2, 8, 1, 5, 1, 2, 0, 2, 64, 1, "5x5") c18 (clk, done[18]);
  sliding_window_check #(8, 8, 2, 8, 2, 3, 2, 0, 1, 2, 32, 1, "padded below and right alone") c19 (clk, done[19]);
  sliding_window_check #(8, 8, 2, 8, 2, 4, 1, 2, -1, 1, 64, 1, "4x4, padded more before") c20 (clk, done[20]);
  sliding_window_check #(4, 3, 2, 8, 1, 7, 1, 3, 0, 1, 64, 1, "7x7 on 4x3") c21 (clk, done[21]);
  sliding_window_check #(9, 9, 1, 8, 1, 2, 2, 0, 0, 4, 32, 1, "2x2 stride 2") c22 (clk, done[22]);
  sliding_window_check #(8, 12, 2, 8, 2, 1, 4, 0, 0, 1, 2, 0, "1x1 stride 4") c23 (clk, done[23]);
  sliding_window_check #(5, 5, 1, 4, 1, 5, 1, 4, 0, 1, 64, 1, "padded to the corner") c24 (clk, done[24]);

  initial begin
    wait (&done);
    $display("PASS");
    $finish;
  end
endmodule
