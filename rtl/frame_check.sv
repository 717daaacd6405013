// A step of the check sequence of RFC 1662 (16 bits, x^16 + x^12 + x^5 + 1, the lowest bit of a byte first): what it is after a byte.
// It begins as ffff and is sent inverted, the lower byte first; after a frame with its check sequence it is f0b8.
module frame_check (
    input  logic [15:0] check_i,
    input  logic [ 7:0] data_i,
    output logic [15:0] check_o
);
  always_comb begin
    check_o = check_i ^ {8'd0, data_i};
    for (int i = 0; i < 8; i++) check_o = check_o[0] ? check_o >> 1 ^ 16'h8408 : check_o >> 1;
  end
endmodule
