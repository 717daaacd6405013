// tapped_window: windows as sliding_window makes them, and the skip's pixels, each with the window that it belongs to.
module tapped_window_check #(
    parameter int Height      = 4,
    parameter int Width       = 4,
    parameter int Channels    = 2,
    parameter int Bits        = 8,
    parameter int Simd        = 1,
    parameter int Stride      = 1,
    parameter int OutputFolds = 1,
    parameter int DepthPixels = 16,
    parameter int Tap         = 1,
    parameter     Name        = "tapped_window"
) (
    input  logic clk_i,
    output logic done_o
);
  localparam int Images = 4;
  localparam int Folds = Channels / Simd;
  localparam int OutputHeight = (Height - 1) / Stride + 1;
  localparam int OutputWidth = (Width - 1) / Stride + 1;
  localparam int WindowBeats = OutputFolds * 9 * Folds;
  localparam int ImageBeats = OutputHeight * OutputWidth * WindowBeats;

  logic rst, in_valid, in_ready, out_valid, out_ready, skip_valid, skip_ready;
  logic [Simd*Bits-1:0] in_data, out_data, skip_data;
  logic [Simd*Bits-1:0] image[Height*Width*Folds];
  int source_pause, out_pause, skip_pause;

  stream_source #(
      .Bits(Simd * Bits)
  ) source (
      .clk_i, .rst_i(rst), .pause_percent_i(source_pause), .valid_o(in_valid), .ready_i(in_ready), .data_o(in_data)
  );
  tapped_window #(
      .Height(Height),
      .Width(Width),
      .Channels(Channels),
      .Bits(Bits),
      .Simd(Simd),
      .Kernel(3),
      .Stride(Stride),
      .Padding(1),
      .OutputFolds(OutputFolds),
      .DepthPixels(DepthPixels),
      .Tap(Tap)
  ) dut (
      .clk_i,
      .rst_i(rst),
      .in_valid_i(in_valid),
      .in_ready_o(in_ready),
      .in_data_i(in_data),
      .out_valid_o(out_valid),
      .out_ready_i(out_ready),
      .out_data_o(out_data),
      .skip_valid_o(skip_valid),
      .skip_ready_i(skip_ready),
      .skip_data_o(skip_data)
  );
  stream_sink #(
      .Bits(Simd * Bits),
      .Name({Name, " windows"})
  ) windows (
      .clk_i, .rst_i(rst), .pause_percent_i(out_pause), .valid_i(out_valid), .ready_o(out_ready), .data_i(out_data)
  );
  stream_sink #(
      .Bits(Simd * Bits),
      .Name({Name, " skip"})
  ) skip (
      .clk_i, .rst_i(rst), .pause_percent_i(skip_pause), .valid_i(skip_valid), .ready_o(skip_ready), .data_i(skip_data)
  );

  function automatic logic [Simd*Bits-1:0] tap(input int y, input int x, input int fold);
    if (y < 0 || y >= Height || x < 0 || x >= Width) return '0;
    return image[(y*Width+x)*Folds+fold];
  endfunction

  task automatic add_window(input int y, input int x);
    for (int ky = -1; ky <= 1; ky++)
      for (int kx = -1; kx <= 1; kx++)
        for (int fold = 0; fold < Folds; fold++) windows.add(tap(y + ky, x + kx, fold));
  endtask

  task automatic add_image();
    for (int i = 0; i < Height * Width * Folds; i++) begin
      for (int b = 0; b < Simd * Bits; b++) image[i][b] = 1'($urandom);
      source.add(image[i]);
    end
    for (int y = 0; y < Height; y += Stride)
      for (int x = 0; x < Width; x += Stride) begin
        repeat (OutputFolds) add_window(y, x);
        for (int fold = 0; fold < Folds; fold++) skip.add(tap(y, x, fold));
      end
  endtask

  task automatic restart(input int source_percent, input int out_percent, input int skip_percent);
    source_pause = source_percent;
    out_pause    = out_percent;
    skip_pause   = skip_percent;
    @(negedge clk_i) rst = 1'b1;
    repeat (3) @(negedge clk_i);
    rst = 1'b0;
    @(posedge clk_i);
  endtask

  task automatic run(input int source_percent, input int out_percent, input int skip_percent);
    restart(source_percent, out_percent, skip_percent);
    while (!windows.complete()) @(posedge clk_i);
    while (!skip.complete()) @(posedge clk_i);
    repeat (100) @(posedge clk_i);
  endtask

  // Each pixel goes in the very cycle in which its window's tap does, but for the last ones, which no window waits for.
  task automatic check_cycles();
    automatic int ahead = Tap == 1 ? 4 * Folds : (Width + 1) * WindowBeats;
    for (int i = 1; i < Images; i++) windows.check_cycles(i * ImageBeats - 1, (i + 1) * ImageBeats - 1, ImageBeats);
    for (int pixel = 0; pixel < Images * OutputHeight * OutputWidth - (Tap == 1 ? 0 : Width + 1); pixel++)
      for (int fold = 0; fold < Folds; fold++) begin
        automatic int at = windows.passed_in_cycle[pixel*WindowBeats+ahead+fold];
        if (skip.passed_in_cycle[pixel*Folds+fold] != at)
          $fatal(1, "%0s: pixel %0d went in cycle %0d, not %0d", Name, pixel, skip.passed_in_cycle[pixel*Folds+fold], at);
      end
  endtask

  initial begin
    done_o = 1'b0;
    rst = 1'b1;
    repeat (Images) add_image();
    run(0, 0, 0);
    check_cycles();
    restart(10, 20, 30);
    repeat (Images * ImageBeats / 2) @(posedge clk_i);
    run(50, 0, 0);
    run(95, 0, 50);
    run(0, 80, 20);
    run(0, 20, 80);
    run(30, 50, 50);
    done_o = 1'b1;
  end
endmodule

module tapped_window_tb;
  localparam int Checks = 11;
  logic clk = 1'b0;
  logic [Checks-1:0] done;
  initial forever #1 clk = !clk;

  // Height, Width, Channels, Bits, Simd, Stride, OutputFolds, DepthPixels, Tap
  tapped_window_check #(4, 4, 2, 8, 1, 1, 1, 16, 1, "centre") c0 (clk, done[0]);
  tapped_window_check #(8, 8, 4, 4, 2, 1, 3, 32, 1, "centre, three folds") c1 (clk, done[1]);
  tapped_window_check #(8, 8, 4, 8, 2, 2, 2, 32, 1, "centre, stride 2") c2 (clk, done[2]);
  tapped_window_check #(6, 4, 2, 8, 2, 2, 2, 32, 1, "centre, stride 2, one beat") c3 (clk, done[3]);
  tapped_window_check #(4, 4, 2, 8, 1, 1, 1, 16, 2, "corner") c4 (clk, done[4]);
  tapped_window_check #(8, 8, 4, 4, 2, 1, 3, 32, 2, "corner, three folds") c5 (clk, done[5]);
  tapped_window_check #(5, 7, 6, 3, 2, 1, 2, 32, 2, "corner, 5x7") c6 (clk, done[6]);
  tapped_window_check #(2, 6, 3, 8, 3, 1, 2, 32, 2, "corner, two rows") c7 (clk, done[7]);
  tapped_window_check #(7, 1, 2, 8, 1, 1, 2, 8, 2, "corner, one column") c8 (clk, done[8]);
  tapped_window_check #(6, 5, 2, 8, 2, 1, 1, 32, 2, "corner, one beat") c9 (clk, done[9]);
  tapped_window_check #(3, 3, 8, 1, 1, 1, 2, 16, 2, "corner, eight beats") c10 (clk, done[10]);

  initial begin
    wait (&done);
    $display("PASS");
    $finish;
  end
endmodule
