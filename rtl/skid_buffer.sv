// A register in a stream through which no combinational path leads: neither from out_ready_i to in_ready_o nor from in to out.
//
// With FullRate 1 it passes a beat a cycle and holds two: one in the output register, and one that was already on its way
// when the output stalled. With FullRate 0 it holds one beat and passes one every second cycle.
module skid_buffer #(
    parameter int Bits     = 8,
    parameter int FullRate = 1
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
  logic accept;
  assign accept = in_valid_i && in_ready_o;

  if (FullRate != 0) begin : g_full_rate
    logic            spare_valid_q;
    logic [Bits-1:0] spare_q;
    logic            advance;

    assign in_ready_o = !spare_valid_q;
    assign advance    = !out_valid_o || out_ready_i;

    always_ff @(posedge clk_i) begin
      if (rst_i) begin
        out_valid_o   <= 1'b0;
        spare_valid_q <= 1'b0;
      end else if (advance) begin
        out_valid_o   <= accept || spare_valid_q;
        spare_valid_q <= 1'b0;
      end else if (accept) begin
        spare_valid_q <= 1'b1;
      end
    end

    always_ff @(posedge clk_i) begin
      if (accept) spare_q <= in_data_i;
      if (advance) out_data_o <= spare_valid_q ? spare_q : in_data_i;
    end
  end else begin : g_half_rate
    assign in_ready_o = !out_valid_o;

    always_ff @(posedge clk_i) begin
      if (rst_i) out_valid_o <= 1'b0;
      else out_valid_o <= accept || out_valid_o && !out_ready_i;
    end

    always_ff @(posedge clk_i) begin
      if (accept) out_data_o <= in_data_i;
    end
  end
endmodule
