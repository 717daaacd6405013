// A skip_fifo that can be told to hold fewer beats than it was made for: +<Name>=<beats>.
module limited_fifo #(
    parameter int Bits     = 8,
    parameter int Depth    = 2,
    parameter int RamStyle = 1,
    parameter     Name     = ""
) (
    input  logic            clk_i,
    input  logic            rst_i,
    input  logic            in_valid_i,
    output logic            in_ready_o,
    input  logic [Bits-1:0] in_data_i,
    output logic            out_valid_o,
    input  logic            out_ready_i,
    output logic [Bits-1:0] out_data_o
);
  int   limit, held = 0;
  logic allowed, ready;

  initial if ($value$plusargs({Name, "=%d"}, limit) == 0) limit = Depth;

  assign allowed    = held < limit;
  assign in_ready_o = ready && allowed;

  always @(posedge clk_i) begin
    if (rst_i) held <= 0;
    else held <= held + int'(in_valid_i && in_ready_o) - int'(out_valid_o && out_ready_i);
  end

  skip_fifo #(
      .Bits    (Bits),
      .Depth   (Depth),
      .RamStyle(RamStyle)
  ) fifo (
      .clk_i,
      .rst_i,
      .in_valid_i(in_valid_i && allowed),
      .in_ready_o(ready),
      .in_data_i,
      .out_valid_o,
      .out_ready_i,
      .out_data_o
  );
endmodule
