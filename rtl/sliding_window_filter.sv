// Says of each pixel of a Height x Width image, in raster order, whether any window uses it.
//
// Used are the pixels in the first KeptHeight rows and KeptWidth columns of the grid that takes each Stride-th row and
// column. step_i goes on to the next pixel; after the last comes the first of the next image.
module sliding_window_filter #(
    parameter int Height     = 4,
    parameter int Width      = 4,
    parameter int KeptHeight = 4,
    parameter int KeptWidth  = 4,
    parameter int Stride     = 1
) (
    input  logic clk_i,
    input  logic rst_i,
    input  logic step_i,
    output logic used_o
);
  localparam int RowBits = Height > 1 ? $clog2(Height) : 1;
  localparam int ColumnBits = Width > 1 ? $clog2(Width) : 1;

  if (KeptHeight == Height && KeptWidth == Width) begin : g_all
    logic unused;
    assign used_o = 1'b1;
    assign unused = &{clk_i, rst_i, step_i};
  end else begin : g_some
    logic [RowBits-1:0] row;
    logic [ColumnBits-1:0] column;
    logic row_carry;
    logic [2:0] unused;

    counter #(.Count(Width)) columns (
        .clk_i, .rst_i, .step_i(step_i), .value_o(column), .last_o(unused[0]), .carry_o(row_carry)
    );
    counter #(.Count(Height)) rows (
        .clk_i, .rst_i, .step_i(row_carry), .value_o(row), .last_o(unused[1]), .carry_o(unused[2])
    );

    // Up to the last row and column that a window uses, the multiples of the stride, a power of two.
    assign used_o = row <= RowBits'((KeptHeight - 1) * Stride) && column <= ColumnBits'((KeptWidth - 1) * Stride)
        && (row & RowBits'(Stride - 1)) == '0 && (column & ColumnBits'(Stride - 1)) == '0;
  end
endmodule
