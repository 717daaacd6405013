// residual_add against sums of integers, with both inputs pausing independently.
module residual_add_check #(
    parameter int Lanes        = 1,
    parameter int BranchBits   = 8,
    parameter int BranchSigned = 1,
    parameter int SkipBits     = 8,
    parameter int SkipSigned   = 0,
    parameter int BranchShift  = 0,
    parameter int SkipShift    = 0,
    parameter int Shift        = 0,
    parameter int RoundingMode = 0,
    parameter int Relu         = 1,
    parameter int Saturate     = 1,
    parameter int OutputBits   = 8,
    parameter int OutputSigned = 0,
    parameter     Name         = "residual_add"
) (
    input  logic clk_i,
    output logic done_o
);
  localparam int Beats = 500;

  logic rst, branch_valid, branch_ready, skip_valid, skip_ready, out_valid, out_ready;
  logic [Lanes*BranchBits-1:0] branch_data;
  logic [Lanes*SkipBits-1:0] skip_data;
  logic [Lanes*OutputBits-1:0] out_data;
  int branch_pause, skip_pause, sink_pause;

  stream_source #(
      .Bits(Lanes * BranchBits)
  ) branch (
      .clk_i,
      .rst_i(rst),
      .pause_percent_i(branch_pause),
      .valid_o(branch_valid),
      .ready_i(branch_ready),
      .data_o(branch_data)
  );
  stream_source #(
      .Bits(Lanes * SkipBits)
  ) skip (
      .clk_i, .rst_i(rst), .pause_percent_i(skip_pause), .valid_o(skip_valid), .ready_i(skip_ready), .data_o(skip_data)
  );
  residual_add #(
      .Lanes(Lanes),
      .BranchBits(BranchBits),
      .BranchSigned(BranchSigned),
      .SkipBits(SkipBits),
      .SkipSigned(SkipSigned),
      .BranchShift(BranchShift),
      .SkipShift(SkipShift),
      .Shift(Shift),
      .RoundingMode(RoundingMode),
      .Relu(Relu),
      .Saturate(Saturate),
      .OutputBits(OutputBits),
      .OutputSigned(OutputSigned)
  ) dut (
      .clk_i,
      .rst_i(rst),
      .branch_valid_i(branch_valid),
      .branch_ready_o(branch_ready),
      .branch_data_i(branch_data),
      .skip_valid_i(skip_valid),
      .skip_ready_o(skip_ready),
      .skip_data_i(skip_data),
      .out_valid_o(out_valid),
      .out_ready_i(out_ready),
      .out_data_o(out_data)
  );
  stream_sink #(
      .Bits(Lanes * OutputBits),
      .Name(Name)
  ) sink (
      .clk_i, .rst_i(rst), .pause_percent_i(sink_pause), .valid_i(out_valid), .ready_o(out_ready), .data_i(out_data)
  );

  // The inputs take their beats in the same cycle.
  always @(negedge clk_i) begin
    if (!rst && (branch_valid && branch_ready) != (skip_valid && skip_ready))
      $fatal(1, "%0s: beat %0d is taken from one input alone", Name, branch.passed());
  end

  narrow_reference #(
      .Shift(Shift),
      .RoundingMode(RoundingMode),
      .Relu(Relu),
      .Saturate(Saturate),
      .OutputBits(OutputBits),
      .OutputSigned(OutputSigned)
  ) reference ();

  // A random value; every eighth is the largest or, of a signed type, the smallest.
  function automatic int random_value(input int bits, input int is_signed);
    int value;
    value = int'($urandom_range((1 << bits) - 1));
    if ($urandom_range(7) == 0) value = 1 << (bits - 1);
    if ($urandom_range(7) == 0) value = (1 << (bits - is_signed)) - 1;
    return is_signed != 0 && value >= 1 << (bits - 1) ? value - (1 << bits) : value;
  endfunction

  task automatic add_beat();
    int left, right;
    logic [Lanes*BranchBits-1:0] lefts;
    logic [Lanes*SkipBits-1:0] rights;
    logic [Lanes*OutputBits-1:0] results;
    for (int l = 0; l < Lanes; l++) begin
      left  = random_value(BranchBits, BranchSigned);
      right = random_value(SkipBits, SkipSigned);
      lefts[l*BranchBits+:BranchBits] = BranchBits'(left);
      rights[l*SkipBits+:SkipBits] = SkipBits'(right);
      results[l*OutputBits+:OutputBits] = reference.result(left * (1 << BranchShift) + right * (1 << SkipShift));
    end
    branch.add(lefts);
    skip.add(rights);
    sink.add(results);
  endtask

  task automatic run(input int branch_percent, input int skip_percent, input int sink_percent);
    branch_pause = branch_percent;
    skip_pause   = skip_percent;
    sink_pause   = sink_percent;
    @(negedge clk_i) rst = 1'b1;
    repeat (3) @(negedge clk_i);
    rst = 1'b0;
    @(posedge clk_i);
    while (!sink.complete()) @(posedge clk_i);
    repeat (20) @(posedge clk_i);
  endtask

  initial begin
    done_o = 1'b0;
    rst = 1'b1;
    repeat (Beats) add_beat();
    run(0, 0, 0);
    sink.check_cycles(0, Beats - 1, Beats - 1);
    run(70, 0, 0);
    run(0, 70, 0);
    run(0, 0, 70);
    run(50, 50, 50);
    done_o = 1'b1;
  end
endmodule

module residual_add_tb;
  localparam int Checks = 12;
  logic clk = 1'b0;
  logic [Checks-1:0] done;
  initial forever #1 clk = !clk;

  // Lanes, BranchBits, BranchSigned, SkipBits, SkipSigned, BranchShift, SkipShift, Shift, RoundingMode, Relu, Saturate, OutputBits, OutputSigned
  residual_add_check #(2, 8, 1, 8, 1, 0, 0, 0, 0, 1, 1, 8, 0, "both signed, ReLU") c0 (clk, done[0]);
  residual_add_check #(1, 8, 1, 8, 0, 0, 0, 0, 0, 1, 1, 8, 0, "signed and unsigned") c1 (clk, done[1]);
  residual_add_check #(3, 4, 0, 7, 1, 0, 0, 0, 0, 0, 1, 5, 1, "unsigned and signed, narrower") c2 (clk, done[2]);
  residual_add_check #(1, 6, 1, 3, 0, 0, 0, 0, 0, 0, 0, 4, 1, "wrap") c3 (clk, done[3]);
  residual_add_check #(1, 6, 0, 6, 0, 0, 0, 0, 0, 0, 1, 12, 0, "wider") c4 (clk, done[4]);
  residual_add_check #(4, 1, 0, 2, 1, 0, 0, 0, 0, 1, 0, 1, 0, "bits, wrap") c5 (clk, done[5]);
  residual_add_check #(1, 8, 1, 8, 1, 0, 0, 0, 0, 0, 1, 8, 0, "negative sums of an unsigned type") c6 (clk, done[6]);
  residual_add_check #(2, 4, 1, 6, 0, 2, 0, 2, 0, 1, 1, 4, 0, "coarser branch, half to even") c7 (clk, done[7]);
  residual_add_check #(1, 6, 1, 3, 1, 0, 3, 1, 1, 0, 1, 4, 1, "coarser skip, half up") c8 (clk, done[8]);
  residual_add_check #(1, 5, 1, 5, 0, 0, 1, 3, 2, 0, 0, 3, 1, "floor, wrap") c9 (clk, done[9]);
  residual_add_check #(3, 2, 1, 2, 0, 0, 0, -2, 0, 0, 1, 6, 1, "finer steps") c10 (clk, done[10]);
  residual_add_check #(1, 2, 1, 2, 0, 0, 1, 7, 0, 0, 1, 2, 1, "shift by more than all") c11 (clk, done[11]);

  initial begin
    wait (&done);
    $display("PASS");
    $finish;
  end
endmodule
