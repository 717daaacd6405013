// Holds back the beats of a skip connection while the branch beside it works: a FIFO of exactly Depth beats.
//
// The last beat stands in the memory's own output register, which counts. No combinational path leads through: in_ready_o is 1
// when there are fewer than Depth beats, even if one leaves in this cycle. A beat shows at the output two cycles after it came. So a
// beat a cycle passes if Depth is at least 3 and it is not full; one of Depth 1 or 2 passes a beat every second cycle.
module skip_fifo #(
    parameter int Bits     = 8,
    parameter int Depth    = 2,
    parameter int RamStyle = 1
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
  if (Depth < 1) $error("skip_fifo: Depth (%0d) must be at least 1", Depth);

  if (Depth == 1) begin : g_register
    skid_buffer #(
        .Bits(Bits),
        .FullRate(0)
    ) register (
        .clk_i, .rst_i, .in_valid_i, .in_ready_o, .in_data_i, .out_valid_o, .out_ready_i, .out_data_o
    );
  end else begin : g_memory
    localparam int Words = Depth - 1;
    localparam int AddressBits = Words > 1 ? $clog2(Words) : 1;
    // Addresses that wrap by themselves are cheaper, and LUT RAM has so many words anyway.
    localparam int Slots = RamStyle == 1 && Words <= 32 ? 1 << AddressBits : Words;
    localparam int CountBits = $clog2(Words + 1);

    logic [CountBits-1:0] stored_q;
    logic [AddressBits-1:0] write_address, read_address;
    logic write, read, advance;
    logic [3:0] unused;

    assign in_ready_o = stored_q != CountBits'(Words);
    assign write      = in_valid_i && in_ready_o;
    assign advance    = !out_valid_o || out_ready_i;
    assign read       = advance && stored_q != '0;

    counter #(.Count(Slots)) write_addresses (
        .clk_i, .rst_i, .step_i(write), .value_o(write_address), .last_o(unused[0]), .carry_o(unused[1])
    );
    counter #(.Count(Slots)) read_addresses (
        .clk_i, .rst_i, .step_i(read), .value_o(read_address), .last_o(unused[2]), .carry_o(unused[3])
    );

    always_ff @(posedge clk_i) begin
      if (rst_i) begin
        stored_q    <= '0;
        out_valid_o <= 1'b0;
      end else begin
        if (write != read) stored_q <= write ? stored_q + 1'b1 : stored_q - 1'b1;
        if (advance) out_valid_o <= read;
      end
    end

    ram #(
        .Words(Slots),
        .Bits (Bits),
        .Style(RamStyle)
    ) memory (
        .clk_i,
        .write_i(write),
        .write_address_i(write_address),
        .data_i(in_data_i),
        .read_i(read),
        .read_address_i(read_address),
        .data_o(out_data_o)
    );
  end
endmodule
