// width_converter against values cut from one long list.
module width_converter_check #(
    parameter int InputLanes  = 1,
    parameter int OutputLanes = 2,
    parameter int Bits        = 8,
    parameter     Name        = "width_converter"
) (
    input  logic clk_i,
    output logic done_o
);
  localparam int Whole = InputLanes > OutputLanes ? InputLanes : OutputLanes;
  localparam int Part = InputLanes > OutputLanes ? OutputLanes : InputLanes;
  localparam int Wholes = 100;

  logic rst, in_valid, in_ready, out_valid, out_ready;
  logic [InputLanes*Bits-1:0] in_data;
  logic [OutputLanes*Bits-1:0] out_data;

  width_converter #(
      .InputLanes(InputLanes),
      .OutputLanes(OutputLanes),
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
      .InBits (InputLanes * Bits),
      .OutBits(OutputLanes * Bits),
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

  task automatic add_whole();
    logic [Whole*Bits-1:0] values;
    for (int i = 0; i < Whole * Bits; i++) values[i] = 1'($urandom);
    for (int i = 0; i < Whole; i += InputLanes) bench.source.add(values[i*Bits+:InputLanes*Bits]);
    for (int i = 0; i < Whole; i += OutputLanes) bench.sink.add(values[i*Bits+:OutputLanes*Bits]);
  endtask

  // The narrow side passes a beat a cycle.
  initial begin
    done_o = 1'b0;
    repeat (Wholes) add_whole();
    bench.run(0, 0);
    bench.sink.check_cycles(Whole / OutputLanes - 1, Wholes * (Whole / OutputLanes) - 1, (Wholes - 1) * (Whole / Part));
    bench.run_all();
    done_o = 1'b1;
  end
endmodule

module width_converter_tb;
  localparam int Checks = 7;
  logic clk = 1'b0;
  logic [Checks-1:0] done;
  initial forever #1 clk = !clk;

  // InputLanes, OutputLanes, Bits
  width_converter_check #(1, 2, 8, "widen by 2") c0 (clk, done[0]);
  width_converter_check #(1, 3, 5, "widen by 3") c1 (clk, done[1]);
  width_converter_check #(2, 8, 4, "widen 2 to 8") c2 (clk, done[2]);
  width_converter_check #(2, 1, 8, "narrow by 2") c3 (clk, done[3]);
  width_converter_check #(9, 3, 1, "narrow 9 to 3") c4 (clk, done[4]);
  width_converter_check #(16, 4, 3, "narrow 16 to 4") c5 (clk, done[5]);
  width_converter_check #(3, 3, 8, "equal") c6 (clk, done[6]);

  initial begin
    wait (&done);
    $display("PASS");
    $finish;
  end
endmodule
