// Gives the hardware library's memories and products, and what synthesis made of them (cell_netlist), the same random inputs, and
// compares what comes out. Says PASS, or which of them was the first that differed.
module testbench (input logic clk_i);
  localparam int Rams = 16, Roms = 8, Products = 10;
  // All words are written once, then long enough for the longest ROM to come round.
  localparam int Written = 16384, End = Written + 12000;

  int cycle = 0;
  logic rst, write, read, next, enable;
  logic [13:0] write_address, read_address, base;
  logic [67:0] data;
  logic [24:0] a, b;
  logic [15:0] single_port, single_port_of_cells;
  logic single_port_read = 1'b0;
  logic [Rams*68-1:0] rams, rams_of_cells;
  logic [Roms*68-1:0] roms, roms_of_cells;
  logic [Products*48-1:0] products, products_of_cells;

  cell_cases reference (
      .clk_i, .rst_i(rst), .write_i(write), .write_address_i(write_address), .data_i(data), .read_i(read),
      .read_address_i(read_address), .next_i(next), .enable_i(enable), .a_i(a), .b_i(b), .single_port_o(single_port), .rams_o(rams), .roms_o(roms),
      .products_o(products)
  );
  cell_netlist cells (
      .clk_i, .rst_i(rst), .write_i(write), .write_address_i(write_address), .data_i(data), .read_i(read),
      .read_address_i(read_address), .next_i(next), .enable_i(enable), .a_i(a), .b_i(b), .single_port_o(single_port_of_cells), .rams_o(rams_of_cells),
      .roms_o(roms_of_cells), .products_o(products_of_cells)
  );

  // Extreme operands come more often than by chance.
  function automatic logic [24:0] operand();
    case ($urandom % 8)
      0: operand = '0;
      1: operand = '1;
      2: operand = 25'd1 << ($urandom % 25);
      3: operand = ~(25'd1 << ($urandom % 25));
      default: operand = 25'($urandom);
    endcase
  endfunction

  initial {rst, write, read, next, enable} = 5'b10001;
  always @(posedge clk_i) begin : drive
    automatic logic [13:0] write_at = cycle < Written ? 14'(cycle) : base ^ 14'($urandom & 32'h2413);
    automatic logic [13:0] read_at = base ^ 14'($urandom & 32'h2413);
    automatic logic writes = cycle < Written || $urandom % 2 == 0;
    if (cycle % 64 == 0) base <= 14'($urandom);
    cycle         <= cycle + 1;
    rst           <= cycle < 10;
    write         <= writes;
    write_address <= write_at;
    data          <= {4'($urandom), $urandom, $urandom};
    read_address  <= read_at;
    // Nobody reads a word that is being written, of the smallest of the memories either.
    read          <= cycle >= Written && $urandom % 4 != 0 && !(writes && write_at[3:0] == read_at[3:0]);
    next          <= cycle > 20 && $urandom % 8 != 0;
    enable        <= cycle < 20 || $urandom % 4 != 0;
    a             <= operand();
    b             <= operand();
  end

  // With a single port, what was read is there until the next write.
  always @(posedge clk_i) begin
    if (write) single_port_read <= 1'b0;
    else if (read) single_port_read <= 1'b1;
    if (single_port_read && single_port != single_port_of_cells) begin
      $fatal(1, "single port RAM in cycle %0d: is %h, not %h", cycle, single_port_of_cells, single_port);
    end
  end

  // From when on all have read, and all products are of operands that are known.
  always @(posedge clk_i) begin
    if (cycle > 40) begin
      for (int i = 0; i < Roms; i++) begin
        if (roms[68*i+:68] != roms_of_cells[68*i+:68]) begin
          $fatal(1, "rom %0d in cycle %0d: is %h, not %h", i, cycle, roms_of_cells[68*i+:68], roms[68*i+:68]);
        end
      end
      for (int i = 0; i < Products; i++) begin
        if (products[48*i+:48] != products_of_cells[48*i+:48]) begin
          $fatal(1, "product %0d in cycle %0d: is %h, not %h", i, cycle, products_of_cells[48*i+:48], products[48*i+:48]);
        end
      end
    end
    if (cycle > Written + 40) begin
      for (int i = 0; i < Rams; i++) begin
        if (rams[68*i+:68] != rams_of_cells[68*i+:68]) begin
          $fatal(1, "ram %0d in cycle %0d: is %h, not %h", i, cycle, rams_of_cells[68*i+:68], rams[68*i+:68]);
        end
      end
    end
    if (cycle == End) begin
      $display("PASS");
      $finish;
    end
  end
endmodule
