// lut_product: every value times every weight, for several widths.
module lut_product_check #(
    parameter int ValueBits  = 5,
    parameter int WeightBits = 4
) (
    output logic done_o
);
  localparam int ProductBits = ValueBits + WeightBits - 1;
  logic clk, enable;
  logic signed [ValueBits-1:0] value;
  logic signed [WeightBits-1:0] weight;
  logic signed [ProductBits-1:0] product;

  lut_product #(
      .ValueBits(ValueBits), .WeightBits(WeightBits)
  ) dut (
      .clk_i(clk), .enable_i(enable), .value_i(value), .weight_i(weight), .product_o(product)
  );

  initial begin
    done_o = 1'b0;
    clk = 1'b0;
    for (int v = -(1 << (ValueBits - 1)); v < 1 << (ValueBits - 1); v++)
      for (int w = -(1 << (WeightBits - 1)); w < 1 << (WeightBits - 1); w++)
        if (v != -(1 << (ValueBits - 1)) || w != -(1 << (WeightBits - 1))) begin
          value = ValueBits'(v);
          weight = WeightBits'(w);
          enable = 1'b1;
          #1 clk = 1'b1;
          #1 clk = 1'b0;
          // A product stays while the next operands wait.
          enable = 1'b0;
          value  = '0;
          weight = '0;
          #1 clk = 1'b1;
          #1 clk = 1'b0;
          if (int'(product) != v * w)
            $fatal(1, "%0d x %0d bits: %0d * %0d is %0d, not %0d", ValueBits, WeightBits, v, w, v * w, product);
        end
    done_o = 1'b1;
  end
endmodule

module lut_product_tb;
  logic [6:0] done;

  lut_product_check #(9, 8) c0 (done[0]);
  lut_product_check #(5, 4) c1 (done[1]);
  lut_product_check #(3, 2) c2 (done[2]);
  lut_product_check #(2, 2) c3 (done[3]);
  lut_product_check #(9, 2) c4 (done[4]);
  lut_product_check #(4, 7) c5 (done[5]);
  lut_product_check #(6, 5) c6 (done[6]);

  initial begin
    wait (&done);
    $display("PASS");
    $finish;
  end
endmodule
