// product_pair against two products: for every value, low weight, and HighStep-th high weight. With -GHighStep=1, of all.
module product_pair_check #(
    parameter int ValueBits  = 9,
    parameter int WeightBits = 8,
    parameter int Unsigned   = 1,
    parameter int HighStep   = 1,
    parameter     Name       = "product_pair"
) (
    input  logic clk_i,
    output logic done_o
);
  localparam int K = ValueBits - 1 + WeightBits;
  localparam int Largest = 1 << (ValueBits - 2 + Unsigned);
  localparam int Most = 1 << (WeightBits - 1);

  int value, low, high, checked;
  logic carry;
  logic [K-1:0] low_product, high_product;

  product_pair #(
      .ValueBits(ValueBits), .WeightBits(WeightBits)
  ) dut (
      .clk_i, .enable_i(1'b1), .value_i(ValueBits'(value)), .low_i(WeightBits'(low)),
      .high_i(WeightBits'(low < 0 ? high - 1 : high)), .low_o(low_product), .high_o(high_product), .carry_o(carry)
  );

  initial begin
    value = Unsigned != 0 ? 0 : -Largest;
    low = -Most;
    high = 1 - Most;
    checked = 0;
    done_o = 1'b0;
  end

  // The operands change while the clock is low; the products of those before stand at its falling edge.
  always @(negedge clk_i) if (!done_o) begin
    if (checked > 0 && (low_product != K'(low * value) || K'(high_product + K'(carry)) != K'(high * value)))
      $fatal(1, "%s: %0d times %0d and %0d", Name, value, low, high);
    checked <= checked + 1;
    if (checked > 0) begin
      if (high + HighStep < Most) high <= high + HighStep;
      else begin
        low  <= low + 1 < Most ? low + 1 : -Most;
        high <= low + 1 < Most && low + 1 >= 0 ? -Most : 1 - Most;
        if (low + 1 == Most) value <= value + 1;
        if (low + 1 == Most && value + 1 == Largest) done_o <= 1'b1;
      end
    end
  end
endmodule

module product_pair_tb #(
    parameter int HighStep = 51
);
  logic clk = 1'b0;
  logic [3:0] done;
  initial forever #1 clk = !clk;

  product_pair_check #(9, 8, 1, HighStep, "8 bits unsigned") c0 (clk, done[0]);
  product_pair_check #(9, 8, 0, HighStep, "8 bits signed") c1 (clk, done[1]);
  product_pair_check #(6, 4, 1, 1, "5 by 4 bits unsigned") c2 (clk, done[2]);
  product_pair_check #(3, 6, 0, 1, "2 by 6 bits signed") c3 (clk, done[3]);

  initial begin
    wait (&done);
    $display("PASS");
    $finish;
  end
endmodule
