// channel_pad against pixels with zeros put around by hand.
module channel_pad_check #(
    parameter int Before   = 1,
    parameter int Channels = 2,
    parameter int After    = 1,
    parameter int Lanes    = 1,
    parameter int Bits     = 8,
    parameter     Name     = "channel_pad"
) (
    input  logic clk_i,
    output logic done_o
);
  localparam int Pixels = 60;
  localparam int Folds = (Before + Channels + After) / Lanes;

  logic rst, in_valid, in_ready, out_valid, out_ready;
  logic [Lanes*Bits-1:0] in_data, out_data;

  channel_pad #(
      .Before(Before),
      .Channels(Channels),
      .After(After),
      .Lanes(Lanes),
      .Bits(Bits)
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
      .InBits (Lanes * Bits),
      .OutBits(Lanes * Bits),
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

  task automatic add_pixel();
    logic [Lanes*Bits-1:0] beat;
    repeat (Before / Lanes) bench.sink.add('0);
    repeat (Channels / Lanes) begin
      for (int i = 0; i < Lanes * Bits; i++) beat[i] = 1'($urandom);
      bench.source.add(beat);
      bench.sink.add(beat);
    end
    repeat (After / Lanes) bench.sink.add('0);
  endtask

  // A beat a cycle leaves.
  initial begin
    done_o = 1'b0;
    repeat (Pixels) add_pixel();
    bench.run(0, 0);
    bench.sink.check_cycles(0, Pixels * Folds - 1, Pixels * Folds - 1);
    bench.run_all();
    done_o = 1'b1;
  end
endmodule

module channel_pad_tb;
  localparam int Checks = 5;
  logic clk = 1'b0;
  logic [Checks-1:0] done;
  initial forever #1 clk = !clk;

  // Before, Channels, After, Lanes, Bits
  channel_pad_check #(8, 16, 8, 1, 8, "16 to 32, one lane") c0 (clk, done[0]);
  channel_pad_check #(8, 16, 8, 8, 4, "16 to 32, eight lanes") c1 (clk, done[1]);
  channel_pad_check #(1, 2, 2, 1, 3, "2 to 5") c2 (clk, done[2]);
  channel_pad_check #(0, 4, 2, 2, 8, "none before") c3 (clk, done[3]);
  channel_pad_check #(0, 3, 0, 3, 5, "nothing to add") c4 (clk, done[4]);

  initial begin
    wait (&done);
    $display("PASS");
    $finish;
  end
endmodule
