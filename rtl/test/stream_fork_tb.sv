// stream_fork: both outputs get every beat in order, and neither is more than a beat ahead of the other.
module stream_fork_check #(
    parameter int Bits = 8,
    parameter     Name = "stream_fork"
) (
    input  logic clk_i,
    output logic done_o
);
  localparam int Beats = 500;

  logic rst, in_valid, in_ready, branch_valid, branch_ready, skip_valid, skip_ready;
  logic [Bits-1:0] in_data, branch_data, skip_data;
  int source_pause, branch_pause, skip_pause;

  stream_source #(
      .Bits(Bits)
  ) source (
      .clk_i, .rst_i(rst), .pause_percent_i(source_pause), .valid_o(in_valid), .ready_i(in_ready), .data_o(in_data)
  );
  stream_fork #(
      .Bits(Bits)
  ) dut (
      .clk_i,
      .rst_i(rst),
      .in_valid_i(in_valid),
      .in_ready_o(in_ready),
      .in_data_i(in_data),
      .branch_valid_o(branch_valid),
      .branch_ready_i(branch_ready),
      .branch_data_o(branch_data),
      .skip_valid_o(skip_valid),
      .skip_ready_i(skip_ready),
      .skip_data_o(skip_data)
  );
  stream_sink #(
      .Bits(Bits),
      .Name({Name, " branch"})
  ) branch (
      .clk_i,
      .rst_i(rst),
      .pause_percent_i(branch_pause),
      .valid_i(branch_valid),
      .ready_o(branch_ready),
      .data_i(branch_data)
  );
  stream_sink #(
      .Bits(Bits),
      .Name({Name, " skip"})
  ) skip (
      .clk_i, .rst_i(rst), .pause_percent_i(skip_pause), .valid_i(skip_valid), .ready_o(skip_ready), .data_i(skip_data)
  );

  always @(negedge clk_i) begin
    automatic int lead = branch.passed() - skip.passed();
    if (!rst && (lead > 1 || lead < -1))
      $fatal(1, "%0s: branch has %0d beats, skip %0d", Name, branch.passed(), skip.passed());
  end

  task automatic restart(input int source_percent, input int branch_percent, input int skip_percent);
    source_pause = source_percent;
    branch_pause = branch_percent;
    skip_pause   = skip_percent;
    @(negedge clk_i) rst = 1'b1;
    repeat (3) @(negedge clk_i);
    rst = 1'b0;
    @(posedge clk_i);
  endtask

  task automatic run(input int source_percent, input int branch_percent, input int skip_percent);
    restart(source_percent, branch_percent, skip_percent);
    while (!branch.complete()) @(posedge clk_i);
    while (!skip.complete()) @(posedge clk_i);
    repeat (20) @(posedge clk_i);
  endtask

  // With one output stopped, the other gets exactly so many beats and the input passes none.
  task automatic check_ahead(input int branch_percent, input int skip_percent, input int beats);
    restart(0, branch_percent, skip_percent);
    repeat (50) @(posedge clk_i);
    if (branch.passed() + skip.passed() + source.passed() != beats)
      $fatal(1, "%0s: in %0d, branch %0d, skip %0d", Name, source.passed(), branch.passed(), skip.passed());
  endtask

  initial begin
    logic [Bits-1:0] beat;
    done_o = 1'b0;
    rst = 1'b1;
    repeat (Beats) begin
      beat = Bits'({$urandom, $urandom});
      source.add(beat);
      branch.add(beat);
      skip.add(beat);
    end
    run(0, 0, 0);
    branch.check_cycles(0, Beats - 1, Beats - 1);
    skip.check_cycles(0, Beats - 1, Beats - 1);
    check_ahead(0, 100, 1);
    check_ahead(100, 0, 1);
    check_ahead(100, 100, 0);
    run(50, 0, 0);
    run(0, 80, 20);
    run(0, 20, 80);
    run(30, 50, 50);
    done_o = 1'b1;
  end
endmodule

module stream_fork_tb;
  localparam int Checks = 2;
  logic clk = 1'b0;
  logic [Checks-1:0] done;
  initial forever #1 clk = !clk;

  stream_fork_check #(8, "8 bits") c0 (clk, done[0]);
  stream_fork_check #(1, "1 bit") c1 (clk, done[1]);

  initial begin
    wait (&done);
    $display("PASS");
    $finish;
  end
endmodule
