// Rounds values to other steps and another range.
//
//   y = narrow(relu(round(x / 2^Shift)))
//
// A beat has Lanes values of InputBits bits, two's complement where InputSigned is 1, else unsigned. A negative Shift
// multiplies. RoundingMode: see round_shift. Relu, Saturate, OutputSigned: see narrow.
//
// A beat a cycle; in_ready_o depends on registers alone.
module rescale #(
    parameter int Lanes        = 1,
    parameter int InputBits    = 8,
    parameter int InputSigned  = 1,
    parameter int Shift        = 0,
    parameter int RoundingMode = 0,
    parameter int Relu         = 0,
    parameter int Saturate     = 1,
    parameter int OutputBits   = 8,
    parameter int OutputSigned = 1
) (
    input  logic                        clk_i,
    input  logic                        rst_i,
    input  logic                        in_valid_i,
    output logic                        in_ready_o,
    input  logic [ Lanes*InputBits-1:0] in_data_i,
    output logic                        out_valid_o,
    input  logic                        out_ready_i,
    output logic [Lanes*OutputBits-1:0] out_data_o
);
  localparam int ValueBits = InputBits + 1;
  // Rounding can carry into one bit more.
  localparam int RoundedBits = Shift <= 0 ? ValueBits - Shift : (ValueBits > Shift ? ValueBits - Shift : 0) + 1;

  if (Lanes < 1 || InputBits < 1 || OutputBits < 1) begin : g_check_bits
    $error("rescale: Lanes (%0d), InputBits (%0d), OutputBits (%0d) must be at least 1", Lanes, InputBits, OutputBits);
  end

  logic [Lanes*OutputBits-1:0] narrowed;

  for (genvar l = 0; l < Lanes; l++) begin : g_lane
    logic signed [ValueBits-1:0] value;
    logic signed [RoundedBits-1:0] rounded;
    assign value = {InputSigned != 0 && in_data_i[(l+1)*InputBits-1], in_data_i[l*InputBits+:InputBits]};

    round_shift #(
        .InputBits(ValueBits), .Shift(Shift), .RoundingMode(RoundingMode), .OutputBits(RoundedBits)
    ) round_lane (
        .in_i(value), .out_o(rounded)
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
      .clk_i, .rst_i, .in_valid_i, .in_ready_o, .in_data_i(narrowed), .out_valid_o, .out_ready_i, .out_data_o
  );
endmodule
