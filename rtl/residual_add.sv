// Ends a residual block: adds branch and skip, value by value.
//
//   y = narrow(relu(round((branch * 2^BranchShift + skip * 2^SkipShift) / 2^Shift)))        the sum is exact
//
// A beat has Lanes values of BranchBits, SkipBits and OutputBits bits; each kind is two's complement where its Signed
// parameter is 1, else unsigned. RoundingMode: see round_shift. Relu, Saturate, OutputSigned: see narrow.
//
// A beat is taken from both inputs in the same cycle, when both have one. Before the sum there is no storage; after it a
// skid_buffer, so a beat a cycle passes and the inputs' ready depends on registers and on the other input's valid alone.
module residual_add #(
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
    parameter int OutputSigned = 0
) (
    input  logic                        clk_i,
    input  logic                        rst_i,
    input  logic                        branch_valid_i,
    output logic                        branch_ready_o,
    input  logic [Lanes*BranchBits-1:0] branch_data_i,
    input  logic                        skip_valid_i,
    output logic                        skip_ready_o,
    input  logic [  Lanes*SkipBits-1:0] skip_data_i,
    output logic                        out_valid_o,
    input  logic                        out_ready_i,
    output logic [Lanes*OutputBits-1:0] out_data_o
);
  localparam int BranchWide = BranchBits + BranchShift;
  localparam int SkipWide = SkipBits + SkipShift;
  // Both fit signed in one bit more than the wider of the two, their sum in two.
  localparam int SumBits = (BranchWide > SkipWide ? BranchWide : SkipWide) + 2;
  // Rounding can carry into one bit more.
  localparam int RoundedBits = Shift <= 0 ? SumBits - Shift : (SumBits > Shift ? SumBits - Shift : 0) + 1;

  if (Lanes < 1 || BranchBits < 1 || SkipBits < 1 || OutputBits < 1) begin : g_check_bits
    $error("residual_add: Lanes (%0d), BranchBits (%0d), SkipBits (%0d), OutputBits (%0d) must be at least 1", Lanes,
           BranchBits, SkipBits, OutputBits);
  end
  if (BranchShift < 0 || SkipShift < 0) begin : g_check_shifts
    $error("residual_add: BranchShift (%0d) and SkipShift (%0d) must be at least 0", BranchShift, SkipShift);
  end

  logic ready;
  logic [Lanes*OutputBits-1:0] narrowed;

  assign branch_ready_o = ready && skip_valid_i;
  assign skip_ready_o   = ready && branch_valid_i;

  for (genvar l = 0; l < Lanes; l++) begin : g_lane
    logic signed [BranchBits:0] branch;
    logic signed [SkipBits:0] skip;
    logic signed [SumBits-1:0] sum;
    logic signed [RoundedBits-1:0] rounded;
    assign branch = {BranchSigned != 0 && branch_data_i[(l+1)*BranchBits-1], branch_data_i[l*BranchBits+:BranchBits]};
    assign skip   = {SkipSigned != 0 && skip_data_i[(l+1)*SkipBits-1], skip_data_i[l*SkipBits+:SkipBits]};
    assign sum    = (SumBits'(branch) <<< BranchShift) + (SumBits'(skip) <<< SkipShift);

    round_shift #(
        .InputBits(SumBits), .Shift(Shift), .RoundingMode(RoundingMode), .OutputBits(RoundedBits)
    ) round_lane (
        .in_i(sum), .out_o(rounded)
    );
    narrow #(
        .InputBits(RoundedBits), .Relu(Relu), .Saturate(Saturate), .OutputBits(OutputBits), .OutputSigned(OutputSigned)
    ) narrow_lane (
        .in_i(rounded), .out_o(narrowed[l*OutputBits+:OutputBits])
    );
  end

  skid_buffer #(
      .Bits(Lanes * OutputBits)
  ) out_register (
      .clk_i,
      .rst_i,
      .in_valid_i(branch_valid_i && skip_valid_i),
      .in_ready_o(ready),
      .in_data_i (narrowed),
      .out_valid_o,
      .out_ready_i,
      .out_data_o
  );
endmodule
