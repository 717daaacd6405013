// Memories and products of the hardware library, in shapes that make synthesis use every mode of the cells that it knows.
module cell_cases #(
    parameter int SmallStyle = 1,
    parameter int SinglePortStyle = 2,
    localparam int Rams = 16,
    localparam int Roms = 8,
    localparam int Products = 10
) (
    input  logic                     clk_i,
    input  logic                     rst_i,
    input  logic                     write_i,
    input  logic              [13:0] write_address_i,
    input  logic              [67:0] data_i,
    input  logic                     read_i,
    input  logic              [13:0] read_address_i,
    input  logic                     next_i,
    input  logic                     enable_i,
    input  logic              [24:0] a_i,
    input  logic              [24:0] b_i,
    output logic             [15:0] single_port_o,
    output logic      [Rams*68-1:0] rams_o,
    output logic      [Roms*68-1:0] roms_o,
    output logic  [Products*48-1:0] products_o
);
  // Case 0 stands last. Words are a power of two. Small memories are of SmallStyle, which is 0 for devices without LUT RAM.
  // No RAM has more than 44 bits: Yosys to 0.52 copies four of the first 36 bits over others where a RAMB36E1 is written 72 bits wide.
  localparam logic [16*Rams-1:0] RamWords = {16'd512, 16'd128, 16'd64, 16'd32, 16'd16, 16'd128, 16'd64, 16'd1024, 16'd256, 16'd512, 16'd512, 16'd1024, 16'd2048, 16'd4096, 16'd2048, 16'd4096};
  localparam logic [16*Rams-1:0] RamBits = {16'd20, 16'd8, 16'd3, 16'd6, 16'd4, 16'd32, 16'd36, 16'd8, 16'd16, 16'd44, 16'd36, 16'd18, 16'd9, 16'd4, 16'd2, 16'd1};
  localparam logic [16*Rams-1:0] RamStyle = {16'd2, 16'd1, 16'd1, 16'd1, 16'd1, 16'd2, 16'd2, 16'd2, 16'd2, 16'd2, 16'd2, 16'd2, 16'd2, 16'd2, 16'd2, 16'd2};

  for (genvar i = 0; i < Rams; i++) begin : g_ram
    localparam int Words = RamWords[16*i+:16];
    localparam int Bits = RamBits[16*i+:16];
    localparam int AddressBits = $clog2(Words);
    logic [Bits-1:0] word;
    assign rams_o[68*i+:68] = 68'(word);
    ram #(
        .Words(Words), .Bits(Bits), .Style(RamStyle[16*i+:16] == 1 ? SmallStyle : 2)
    ) memory (
        .clk_i,
        .write_i,
        .write_address_i(write_address_i[AddressBits-1:0]),
        .data_i(data_i[Bits-1:0]),
        .read_i,
        .read_address_i(read_address_i[AddressBits-1:0]),
        .data_o(word)
    );
  end

  single_port_ram #(
      .Words(16384), .Bits(16), .Style(SinglePortStyle)
  ) single_port (
      .clk_i,
      .write_i,
      .read_i,
      .address_i(write_i ? write_address_i : read_address_i),
      .data_i(data_i[15:0]),
      .data_o(single_port_o)
  );

  localparam logic [16*Roms-1:0] RomWords = {16'd48, 16'd1152, 16'd288, 16'd512, 16'd1024, 16'd2048, 16'd4096, 16'd2048};
  localparam logic [16*Roms-1:0] RomBits = {16'd5, 16'd24, 16'd68, 16'd36, 16'd18, 16'd9, 16'd4, 16'd1};
  localparam logic [16*Roms-1:0] RomBlock = {16'd0, 16'd1024, 16'd288, 16'd512, 16'd1024, 16'd2048, 16'd4096, 16'd2048};

  for (genvar i = 0; i < Roms; i++) begin : g_rom
    localparam [7:0] Digit = "0" + i;
    localparam int Words = RomWords[16*i+:16];
    localparam int Bits = RomBits[16*i+:16];
    localparam int BlockWords = RomBlock[16*i+:16];
    logic ready;
    logic [Bits-1:0] word;
    assign roms_o[68*i+:68] = 68'(word);
    rom #(
        .Words(Words),
        .Bits(RomBits[16*i+:16]),
        .BlockWords(BlockWords),
        .File({"rom", Digit, ".mem"}),
        .RestFile(BlockWords > 0 && BlockWords < Words ? {"rest", Digit, ".mem"} : "")
    ) memory (
        .clk_i, .rst_i, .next_i(next_i && ready), .ready_o(ready), .data_o(word)
    );
  end

  // The first are products in a register, the others also have their operands, or a sum, in one.
  localparam logic [16*Products-1:0] ABits = {16'd16, 16'd16, 16'd8, 16'd20, 16'd25, 16'd24, 16'd18, 16'd16, 16'd9, 16'd8};
  localparam logic [16*Products-1:0] BBits = {16'd12, 16'd16, 16'd8, 16'd20, 16'd18, 16'd17, 16'd18, 16'd16, 16'd8, 16'd8};
  localparam logic [16*Products-1:0] Kind = {16'd3, 16'd2, 16'd1, 16'd0, 16'd0, 16'd0, 16'd0, 16'd0, 16'd0, 16'd0};

  for (genvar i = 0; i < Products; i++) begin : g_product
    localparam int A = ABits[16*i+:16];
    localparam int B = BBits[16*i+:16];
    localparam int Of = Kind[16*i+:16];
    logic signed [47:0] result_q;
    assign products_o[48*i+:48] = result_q;
    if (Of == 1) begin : g_unsigned
      always_ff @(posedge clk_i) begin
        if (enable_i) result_q <= a_i[A-1:0] * b_i[B-1:0];
      end
    end else begin : g_signed
      logic signed [A-1:0] a;
      logic signed [B-1:0] b;
      logic signed [A+B-1:0] product;
      if (Of == 0) begin : g_plain
        assign a = a_i[A-1:0];
        assign b = b_i[B-1:0];
        always_ff @(posedge clk_i) begin
          if (enable_i) product <= a * b;
        end
        assign result_q = 48'(product);
      end else begin : g_sum
        always_ff @(posedge clk_i) begin
          if (enable_i) begin
            a <= a_i[A-1:0];
            b <= b_i[B-1:0];
            product <= a * b;
            if (Of == 2) result_q <= 48'(product) + 48'($signed(a_i));
            else if (rst_i) result_q <= '0;
            else result_q <= result_q + 48'(product);
          end
        end
      end
    end
  end
endmodule
