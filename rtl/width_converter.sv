// Regroups a stream of values: InputLanes a beat in, OutputLanes a beat out, in the same order, the first in the lowest bits.
//
// One of the two numbers divides the other. The narrower side passes a beat a cycle; with equal sides the module is wires.
// Otherwise no combinational path leads through it: the narrow side has a skid_buffer (two beats), the wide side one register.
module width_converter #(
    parameter int InputLanes  = 1,
    parameter int OutputLanes = 2,
    parameter int Bits        = 8
) (
    input  logic                        clk_i,
    input  logic                        rst_i,
    input  logic                        in_valid_i,
    output logic                        in_ready_o,
    input  logic [ InputLanes*Bits-1:0] in_data_i,
    output logic                        out_valid_o,
    input  logic                        out_ready_i,
    output logic [OutputLanes*Bits-1:0] out_data_o
);
  if (InputLanes < 1 || OutputLanes < 1 || InputLanes % OutputLanes != 0 && OutputLanes % InputLanes != 0) begin : g_check_lanes
    $error("width_converter: one of InputLanes (%0d) and OutputLanes (%0d) must divide the other", InputLanes, OutputLanes);
  end

  if (InputLanes == OutputLanes) begin : g_wires
    logic unused;
    assign out_valid_o = in_valid_i;
    assign in_ready_o  = out_ready_i;
    assign out_data_o  = in_data_i;
    assign unused      = &{clk_i, rst_i};
  end else if (InputLanes < OutputLanes) begin : g_widen
    localparam int Ratio = OutputLanes / InputLanes;
    logic valid, ready, whole, unused_last;
    logic [InputLanes*Bits-1:0] data;
    logic [$clog2(Ratio)-1:0] unused_part;

    skid_buffer #(
        .Bits(InputLanes * Bits)
    ) narrow_side (
        .clk_i, .rst_i, .in_valid_i, .in_ready_o, .in_data_i, .out_valid_o(valid), .out_ready_i(ready), .out_data_o(data)
    );
    counter #(.Count(Ratio)) parts (
        .clk_i, .rst_i, .step_i(valid && ready), .value_o(unused_part), .last_o(unused_last), .carry_o(whole)
    );

    // The parts move down from the top, so the first ends lowest. A whole that waits is not to be moved.
    assign ready = !out_valid_o || out_ready_i;

    always_ff @(posedge clk_i) begin
      if (rst_i) out_valid_o <= 1'b0;
      else if (ready) out_valid_o <= whole;
    end

    always_ff @(posedge clk_i) begin
      if (valid && ready) out_data_o <= {data, out_data_o[OutputLanes*Bits-1:InputLanes*Bits]};
    end
  end else begin : g_narrow
    localparam int Ratio = InputLanes / OutputLanes;
    localparam int PartBits = $clog2(Ratio);
    logic valid_q, takes_q, ready, advance;
    logic [InputLanes*Bits-1:0] data_q;
    logic [PartBits-1:0] part_q;

    // The parts leave from the bottom; a new whole comes in as the last part leaves. That it may come is in a register, so that a
    // bit of data takes one LUT.
    assign advance    = !valid_q || ready;
    assign in_ready_o = takes_q && advance;

    always_ff @(posedge clk_i) begin
      if (rst_i) begin
        valid_q <= 1'b0;
        takes_q <= 1'b1;
      end else if (advance) begin
        valid_q <= !takes_q || in_valid_i;
        takes_q <= takes_q ? !in_valid_i : part_q == PartBits'(Ratio - 2);
      end
    end

    always_ff @(posedge clk_i) begin
      if (advance) begin
        part_q <= takes_q ? '0 : part_q + 1'b1;
        data_q <= takes_q ? in_data_i : data_q >> OutputLanes * Bits;
      end
    end

    skid_buffer #(
        .Bits(OutputLanes * Bits)
    ) narrow_side (
        .clk_i,
        .rst_i,
        .in_valid_i(valid_q),
        .in_ready_o(ready),
        .in_data_i (data_q[OutputLanes*Bits-1:0]),
        .out_valid_o,
        .out_ready_i,
        .out_data_o
    );
  end
endmodule
