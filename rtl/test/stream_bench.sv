// A source and a sink around a module with one stream in and one out, and the resets between their runs.
//
// The owner adds the beats to `source` and `sink`, then calls run(0, 0) to look at the cycles, and run_all.
module stream_bench #(
    parameter int InBits  = 8,
    parameter int OutBits = 8,
    parameter     Name    = "bench"
) (
    input  logic               clk_i,
    output logic               rst_o,
    output logic               in_valid_o,
    input  logic               in_ready_i,
    output logic [ InBits-1:0] in_data_o,
    input  logic               out_valid_i,
    output logic               out_ready_o,
    input  logic [OutBits-1:0] out_data_i
);
  int source_pause, sink_pause;

  stream_source #(
      .Bits(InBits)
  ) source (
      .clk_i, .rst_i(rst_o), .pause_percent_i(source_pause), .valid_o(in_valid_o), .ready_i(in_ready_i), .data_o(in_data_o)
  );
  stream_sink #(
      .Bits(OutBits),
      .Name(Name)
  ) sink (
      .clk_i, .rst_i(rst_o), .pause_percent_i(sink_pause), .valid_i(out_valid_i), .ready_o(out_ready_o), .data_i(out_data_i)
  );

  initial rst_o = 1'b1;

  task automatic restart(input int source_pause_percent, input int sink_pause_percent);
    source_pause = source_pause_percent;
    sink_pause   = sink_pause_percent;
    @(negedge clk_i) rst_o = 1'b1;
    repeat (3) @(negedge clk_i);
    rst_o = 1'b0;
    @(posedge clk_i);
  endtask

  // Resets, sends everything, and returns some cycles after the last expected beat has passed.
  task automatic run(input int source_pause_percent, input int sink_pause_percent);
    restart(source_pause_percent, sink_pause_percent);
    while (!sink.complete()) @(posedge clk_i);
    repeat (100) @(posedge clk_i);
  endtask

  // Runs with pauses in the source, in the sink, and in both.
  task automatic run_all();
    run(60, 0);
    run(0, 60);
    run(50, 50);
    run(90, 10);
    run(10, 90);
  endtask

  // Stops unless exactly so many beats go in while none comes out.
  task automatic check_capacity(input int beats);
    restart(0, 100);
    repeat (4 * beats + 100) @(posedge clk_i);
    if (source.passed() != beats) $fatal(1, "%0s: held %0d beats, expected %0d", Name, source.passed(), beats);
  endtask
endmodule
