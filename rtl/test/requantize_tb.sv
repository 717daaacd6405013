// requantize against division with remainder in 64 bits.
module requantize_check #(
    parameter int Channels        = 2,
    parameter int Lanes           = 1,
    parameter int AccumulatorBits = 24,
    parameter int ScaleBits       = 16,
    parameter int BiasBits        = 32,
    parameter int Shift           = 16,
    parameter int RoundingMode    = 0,
    parameter int Saturate        = 1,
    parameter int Relu            = 0,
    parameter int OutputBits      = 8,
    parameter int OutputSigned    = 1,
    parameter     ConstantsFile   = "",
    parameter     Name            = "requantize",
    parameter int Serial          = 0
) (
    input  logic clk_i,
    output logic done_o
);
  localparam int Beats = 1000;
  localparam int ConstantBits = ScaleBits + BiasBits;

  logic rst, in_valid, in_ready, out_valid, out_ready;
  logic [Lanes*AccumulatorBits-1:0] in_data;
  logic [Lanes*OutputBits-1:0] out_data;
  logic [Lanes*ConstantBits-1:0] constants[Channels/Lanes];

  requantize #(
      .Channels(Channels),
      .Lanes(Lanes),
      .AccumulatorBits(AccumulatorBits),
      .ScaleBits(ScaleBits),
      .Serial(Serial),
      .BiasBits(BiasBits),
      .Shift(Shift),
      .RoundingMode(RoundingMode),
      .Saturate(Saturate),
      .Relu(Relu),
      .OutputBits(OutputBits),
      .OutputSigned(OutputSigned),
      .ConstantsFile(ConstantsFile)
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
      .InBits (Lanes * AccumulatorBits),
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

  // The signed value of `bits` bits from bit `from` of a word.
  function automatic longint signed_bits(input logic [255:0] word, input int from, input int bits);
    logic signed [63:0] top;
    top = 64'(word >> from) << (64 - bits);
    return longint'(top >>> (64 - bits));
  endfunction

  narrow_reference #(
      .Shift(Shift),
      .RoundingMode(RoundingMode),
      .Relu(Relu),
      .Saturate(Saturate),
      .OutputBits(OutputBits),
      .OutputSigned(OutputSigned)
  ) reference ();

  function automatic logic [OutputBits-1:0] result(input longint sum, input int word, input int lane);
    longint scale, bias;
    scale = 1;
    if (ScaleBits > 0) scale = signed_bits(256'(constants[word]), lane * ConstantBits, ScaleBits);
    bias  = signed_bits(256'(constants[word]), lane * ConstantBits + ScaleBits, BiasBits);
    // The memory's bias has the half in it that rounding adds.
    if (Shift > 0 && RoundingMode != 2) bias -= 64'd1 << (Shift - 1);
    return reference.result(sum * scale + bias);
  endfunction

  // Sums of all magnitudes, so that small results are as frequent as overflows; every eighth is an extreme one.
  function automatic logic [AccumulatorBits-1:0] random_sum();
    logic signed [63:0] sum;
    sum = $signed({$urandom, $urandom}) >>> (64 - $urandom_range(AccumulatorBits, 1));
    case ($urandom_range(15))
      0: sum = 64'd1 << (AccumulatorBits - 1);
      1: sum = (64'd1 << (AccumulatorBits - 1)) - 1;
      default: ;
    endcase
    return AccumulatorBits'(sum);
  endfunction

  task automatic add_beat(input int word);
    logic [Lanes*AccumulatorBits-1:0] sums;
    logic [Lanes*OutputBits-1:0] results;
    for (int l = 0; l < Lanes; l++) begin
      sums[l*AccumulatorBits+:AccumulatorBits] = random_sum();
      results[l*OutputBits+:OutputBits] = result(signed_bits(256'(sums), l * AccumulatorBits, AccumulatorBits), word, l);
    end
    bench.source.add(sums);
    bench.sink.add(results);
  endtask

  initial begin
    done_o = 1'b0;
    $readmemh(ConstantsFile, constants);
    for (int b = 0; b < Beats; b++) add_beat(b % (Channels / Lanes));
    bench.run(0, 0);
    bench.sink.check_cycles(0, Beats - 1, (Beats - 1) * (Serial > 0 ? (ScaleBits + Serial - 1) / Serial + 3 : 1));
    bench.run_all();
    done_o = 1'b1;
  end
endmodule

module requantize_tb;
  localparam int Checks = 18;
  localparam Wide = "rtl/test/data/constants_16_lanes1_scale16_bias32.hex";
  localparam Narrow = "rtl/test/data/constants_8_lanes2_scale4_bias8.hex";
  localparam Unscaled = "rtl/test/data/constants_6_lanes3_scale0_bias10.hex";
  localparam Parallel = "rtl/test/data/constants_4_lanes4_scale5_bias6.hex";
  localparam Single = "rtl/test/data/constants_1_lanes1_scale0_bias7.hex";
  logic clk = 1'b0;
  logic [Checks-1:0] done;
  initial forever #1 clk = !clk;

  // Channels, Lanes, AccumulatorBits, ScaleBits, BiasBits, Shift, RoundingMode, Saturate, Relu, OutputBits, OutputSigned
  requantize_check #(16, 1, 24, 16, 32, 16, 0, 1, 0, 8, 1, Wide, "half to even") c0 (clk, done[0]);
  requantize_check #(16, 1, 24, 16, 32, 30, 1, 1, 1, 8, 0, Wide, "half up, ReLU") c1 (clk, done[1]);
  requantize_check #(16, 1, 24, 16, 32, 20, 2, 0, 0, 16, 1, Wide, "floor, wrap") c2 (clk, done[2]);
  requantize_check #(8, 2, 6, 4, 8, 2, 0, 1, 0, 5, 1, Narrow, "ties to even") c3 (clk, done[3]);
  requantize_check #(8, 2, 6, 4, 8, 1, 1, 0, 1, 4, 0, Narrow, "ties up, wrap") c4 (clk, done[4]);
  requantize_check #(8, 2, 6, 4, 8, 1, 0, 0, 0, 4, 0, Narrow, "ties to even, wrap") c5 (clk, done[5]);
  requantize_check #(6, 3, 9, 0, 10, 3, 0, 1, 1, 3, 0, Unscaled, "no scale") c6 (clk, done[6]);
  requantize_check #(6, 3, 9, 0, 10, 0, 0, 1, 0, 12, 1, Unscaled, "no scale, no shift, wider") c7 (clk, done[7]);
  requantize_check #(4, 4, 8, 5, 6, 13, 0, 1, 0, 2, 1, Parallel, "shift by all but a bit") c8 (clk, done[8]);
  requantize_check #(4, 4, 8, 5, 6, 20, 1, 1, 0, 1, 0, Parallel, "shift by more than all") c9 (clk, done[9]);
  requantize_check #(4, 4, 8, 5, 6, 14, 2, 0, 0, 3, 1, Parallel, "floor to minus one") c10 (clk, done[10]);
  requantize_check #(1, 1, 8, 0, 7, 1, 0, 1, 0, 1, 1, Single, "one channel, one bit") c11 (clk, done[11]);
  requantize_check #(16, 1, 24, 16, 32, 16, 0, 1, 0, 8, 1, Wide, "a bit at a time", 1) c12 (clk, done[12]);
  requantize_check #(8, 2, 6, 4, 8, 1, 0, 0, 0, 4, 0, Narrow, "a bit at a time, 2 lanes", 1) c13 (clk, done[13]);
  requantize_check #(4, 4, 8, 5, 6, 13, 0, 1, 0, 2, 1, Parallel, "a bit at a time, 4 lanes", 1) c14 (clk, done[14]);
  requantize_check #(16, 1, 24, 16, 32, 16, 0, 1, 0, 8, 1, Wide, "2 bits at a time", 2) c15 (clk, done[15]);
  requantize_check #(16, 1, 24, 16, 32, 16, 0, 1, 0, 8, 1, Wide, "3 bits at a time", 3) c16 (clk, done[16]);
  requantize_check #(4, 4, 8, 5, 6, 13, 0, 1, 0, 2, 1, Parallel, "3 bits at a time, 4 lanes", 3) c17 (clk, done[17]);

  initial begin
    wait (&done);
    $display("PASS");
    $finish;
  end
endmodule
