// rescale against division with remainder.
module rescale_check #(
    parameter int Lanes        = 1,
    parameter int InputBits    = 8,
    parameter int InputSigned  = 1,
    parameter int Shift        = 0,
    parameter int RoundingMode = 0,
    parameter int Relu         = 0,
    parameter int Saturate     = 1,
    parameter int OutputBits   = 8,
    parameter int OutputSigned = 1,
    parameter     Name         = "rescale"
) (
    input  logic clk_i,
    output logic done_o
);
  localparam int Beats = 500;

  logic rst, in_valid, in_ready, out_valid, out_ready;
  logic [ Lanes*InputBits-1:0] in_data;
  logic [Lanes*OutputBits-1:0] out_data;

  rescale #(
      .Lanes(Lanes),
      .InputBits(InputBits),
      .InputSigned(InputSigned),
      .Shift(Shift),
      .RoundingMode(RoundingMode),
      .Relu(Relu),
      .Saturate(Saturate),
      .OutputBits(OutputBits),
      .OutputSigned(OutputSigned)
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
      .InBits (Lanes * InputBits),
      .OutBits(Lanes * OutputBits),
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

  narrow_reference #(
      .Shift(Shift),
      .RoundingMode(RoundingMode),
      .Relu(Relu),
      .Saturate(Saturate),
      .OutputBits(OutputBits),
      .OutputSigned(OutputSigned)
  ) reference ();

  task automatic add_beat();
    int value;
    logic [Lanes*InputBits-1:0] values;
    logic [Lanes*OutputBits-1:0] results;
    for (int l = 0; l < Lanes; l++) begin
      value = int'($urandom_range((1 << InputBits) - 1));
      values[l*InputBits+:InputBits] = InputBits'(value);
      if (InputSigned != 0 && value >= 1 << (InputBits - 1)) value -= 1 << InputBits;
      results[l*OutputBits+:OutputBits] = reference.result(value);
    end
    bench.source.add(values);
    bench.sink.add(results);
  endtask

  initial begin
    done_o = 1'b0;
    repeat (Beats) add_beat();
    bench.run(0, 0);
    bench.sink.check_cycles(0, Beats - 1, Beats - 1);
    bench.run_all();
    done_o = 1'b1;
  end
endmodule

module rescale_tb;
  localparam int Checks = 7;
  logic clk = 1'b0;
  logic [Checks-1:0] done;
  initial forever #1 clk = !clk;

  // Lanes, InputBits, InputSigned, Shift, RoundingMode, Relu, Saturate, OutputBits, OutputSigned
  rescale_check #(2, 6, 0, 2, 0, 0, 1, 2, 0, "half to even") c0 (clk, done[0]);
  rescale_check #(1, 6, 1, 3, 1, 0, 1, 3, 1, "half up") c1 (clk, done[1]);
  rescale_check #(3, 5, 1, 1, 2, 0, 0, 3, 1, "floor, wrap") c2 (clk, done[2]);
  rescale_check #(1, 8, 1, 0, 0, 1, 1, 4, 0, "ReLU, no shift") c3 (clk, done[3]);
  rescale_check #(1, 3, 0, -2, 0, 0, 1, 4, 0, "finer steps") c4 (clk, done[4]);
  rescale_check #(4, 2, 1, 5, 0, 0, 1, 2, 1, "shift by more than all") c5 (clk, done[5]);
  rescale_check #(1, 1, 0, 1, 1, 0, 1, 1, 0, "a bit") c6 (clk, done[6]);

  initial begin
    wait (&done);
    $display("PASS");
    $finish;
  end
endmodule
