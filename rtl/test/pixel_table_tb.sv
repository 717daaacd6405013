// pixel_table: words out of its file, and flipped bits without one.
module pixel_table_check #(
    parameter int Channels = 3,
    parameter int Tables   = 3,
    parameter int Bits     = 8,
    parameter int Flip     = 0,
    parameter     File     = "",
    parameter     Name     = "pixel_table"
) (
    input  logic clk_i,
    output logic done_o
);
  localparam int Pixels = 400;

  logic rst, in_valid, in_ready, out_valid, out_ready;
  logic [7:0] in_data;
  logic [Bits-1:0] out_data;
  logic [Bits-1:0] words[256*Channels];

  pixel_table #(
      .Channels(Channels),
      .Tables(Tables),
      .Bits(Bits),
      .Flip(Flip),
      .File(File)
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
      .InBits (8),
      .OutBits(Bits),
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

  function automatic logic [Bits-1:0] expected(input int channel, input logic [7:0] pixel);
    if (Tables == 0) return Bits'(pixel ^ 8'(Flip));
    return words[(Tables==1?0 : channel)*256+32'(pixel)];
  endfunction

  // A byte a cycle; and the channels begin anew after a reset in the middle of a pixel.
  initial begin
    logic [7:0] pixel;
    done_o = 1'b0;
    if (Tables != 0) $readmemh(File, words, 0, 256 * Tables - 1);
    for (int i = 0; i < Pixels * Channels; i++) begin
      pixel = 8'($urandom);
      bench.source.add(pixel);
      bench.sink.add(expected(i % Channels, pixel));
    end
    bench.run(0, 0);
    bench.sink.check_cycles(0, Pixels * Channels - 1, Pixels * Channels - 1);
    repeat (5) begin
      bench.restart(30, 30);
      repeat ($urandom_range(40, 20)) @(posedge clk_i);
      bench.run(50, 50);
    end
    bench.run_all();
    done_o = 1'b1;
  end
endmodule

module pixel_table_tb;
  localparam int Checks = 4;
  logic clk = 1'b0;
  logic [Checks-1:0] done;
  initial forever #1 clk = !clk;

  // Channels, Tables, Bits, Flip
  pixel_table_check #(3, 3, 5, 0, "rtl/test/data/pixels_3_tables_5bit.hex", "3 tables") c0 (clk, done[0]);
  pixel_table_check #(3, 1, 8, 0, "rtl/test/data/pixels_1_tables_8bit.hex", "1 table") c1 (clk, done[1]);
  pixel_table_check #(1, 1, 8, 0, "rtl/test/data/pixels_1_tables_8bit.hex", "1 channel") c2 (clk, done[2]);
  pixel_table_check #(3, 0, 8, 128, "", "flipped") c3 (clk, done[3]);

  initial begin
    wait (&done);
    $display("PASS");
    $finish;
  end
endmodule
