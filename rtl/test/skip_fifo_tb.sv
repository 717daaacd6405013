// skip_fifo: order, capacity and throughput.
module skip_fifo_check #(
    parameter int Bits  = 8,
    parameter int Depth = 2,
    parameter     Name  = "skip_fifo"
) (
    input  logic clk_i,
    output logic done_o
);
  localparam int Beats = 3 * Depth + 200;
  // A FIFO of one beat passes one every second cycle.
  localparam int CyclesPerBeat = Depth <= 2 ? 2 : 1;

  logic rst, in_valid, in_ready, out_valid, out_ready;
  logic [Bits-1:0] in_data, out_data;

  skip_fifo #(
      .Bits(Bits),
      .Depth(Depth)
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
      .InBits (Bits),
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

  task automatic add_beat();
    logic [Bits-1:0] beat;
    beat = Bits'({$urandom, $urandom});
    bench.source.add(beat);
    bench.sink.add(beat);
  endtask

  initial begin
    done_o = 1'b0;
    repeat (Beats) add_beat();
    bench.run(0, 0);
    bench.sink.check_cycles(0, Beats - 1, (Beats - 1) * CyclesPerBeat);
    bench.check_capacity(Depth);
    bench.run_all();
    done_o = 1'b1;
  end
endmodule

module skip_fifo_tb;
  localparam int Checks = 6;
  logic clk = 1'b0;
  logic [Checks-1:0] done;
  initial forever #1 clk = !clk;

  // Bits, Depth
  skip_fifo_check #(8, 1, "depth 1") c0 (clk, done[0]);
  skip_fifo_check #(8, 2, "depth 2") c1 (clk, done[1]);
  skip_fifo_check #(5, 3, "depth 3") c2 (clk, done[2]);
  skip_fifo_check #(1, 4, "depth 4") c3 (clk, done[3]);
  skip_fifo_check #(17, 17, "depth 17") c4 (clk, done[4]);
  skip_fifo_check #(32, 270, "depth 270") c5 (clk, done[5]);

  initial begin
    wait (&done);
    $display("PASS");
    $finish;
  end
endmodule
