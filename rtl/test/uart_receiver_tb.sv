// uart_receiver: bytes whose bits are up to 2 % too long or too short, with pauses or without; noise; bytes without a stop bit; and
// resets in the middle of a byte. Then what uart_transmitter sends, bit for bit.
module uart_receiver_check #(
    parameter int ClocksPerBit = 12
) (
    input  logic clk_i,
    output logic done_o
);
  logic rst, rx = 1'b1, valid, sends, offered = 1'b0, taken, tx;
  logic [7:0] data, sent;
  logic [7:0] expected[$];

  uart_receiver #(.ClocksPerBit(ClocksPerBit)) dut (
      .clk_i, .rst_i(rst), .rx_i(sends ? tx : rx), .valid_o(valid), .data_o(data)
  );
  uart_transmitter #(.ClocksPerBit(ClocksPerBit)) transmitter (
      .clk_i, .rst_i(rst), .in_valid_i(offered), .in_ready_o(taken), .in_data_i(sent), .tx_o(tx)
  );

  always @(posedge clk_i) begin
    if (!rst && valid) begin
      if (expected.size() == 0) $fatal(1, "%0d clocks a bit: %h was not sent", ClocksPerBit, data);
      if (data !== expected[0]) $fatal(1, "%0d clocks a bit: %h came, not %h", ClocksPerBit, data, expected[0]);
      void'(expected.pop_front());
    end
  end

  // Bits of so many hundredths of a cycle; a cycle is two time steps.
  task automatic send(input logic [7:0] value, input int hundredths, input logic stop);
    automatic logic [9:0] bits = {stop, value, 1'b0};
    automatic int steps = 0;
    for (int i = 0; i < 10; i++) begin
      rx = bits[i];
      while (steps < (i + 1) * hundredths / 50) begin
        #1 steps++;
      end
    end
    rx = 1'b1;
  endtask

  task automatic expect_none_missing();
    repeat (3 * ClocksPerBit + 10) @(posedge clk_i);
    if (expected.size() != 0) $fatal(1, "%0d clocks a bit: %h did not come", ClocksPerBit, expected[0]);
  endtask

  task automatic restart();
    @(negedge clk_i) rst = 1'b1;
    repeat (3) @(negedge clk_i);
    rst = 1'b0;
    repeat (3) @(negedge clk_i);
  endtask

  // All bits follow one another without a gap, and each is as long as it should be.
  task automatic check_transmitter();
    automatic int cycle = 0;
    automatic logic [19:0] bits = {1'b1, 8'h5a, 1'b0, 1'b1, 8'hc3, 1'b0};
    sends = 1'b1;
    expected.push_back(8'hc3);
    expected.push_back(8'h5a);
    @(negedge clk_i);
    offered = 1'b1;
    sent = 8'hc3;
    while (!taken) @(negedge clk_i);
    @(negedge clk_i) sent = 8'h5a;
    for (int i = 0; i < 10; i++) begin
      if (tx !== bits[i]) $fatal(1, "bit %0d is %b", i, tx);
      repeat (i == 9 ? ClocksPerBit + 1 : ClocksPerBit) @(negedge clk_i);
    end
    offered = 1'b0;
    for (int i = 10; i < 20; i++) begin
      if (tx !== bits[i]) $fatal(1, "bit %0d is %b", i, tx);
      repeat (ClocksPerBit) @(negedge clk_i);
    end
    expect_none_missing();
    sends = 1'b0;
  endtask

  initial begin
    automatic logic [7:0] value;
    done_o = 1'b0;
    sends = 1'b0;
    restart();
    for (int speed = -2; speed <= 2; speed++) begin
      repeat (40) begin
        value = 8'($urandom);
        expected.push_back(value);
        send(value, ClocksPerBit * (100 + speed), 1'b1);
        if ($urandom_range(1) == 0) #($urandom_range(5 * ClocksPerBit));
      end
      expect_none_missing();
    end
    // Noise that is shorter than half a bit, and a byte that does not end.
    repeat (10) begin
      rx = 1'b0;
      #($urandom_range(ClocksPerBit / 2, 1)) rx = 1'b1;
      #(3 * ClocksPerBit);
    end
    send(8'h42, 100 * ClocksPerBit, 1'b0);
    repeat (3 * ClocksPerBit) @(posedge clk_i);
    expected.push_back(8'h43);
    send(8'h43, 100 * ClocksPerBit, 1'b1);
    expect_none_missing();
    // A reset in the middle of a byte; the rest of it can be taken for another one, and a pause of a byte ends that.
    fork
      send(8'hff, 100 * ClocksPerBit, 1'b1);
      begin
        #(5 * ClocksPerBit) restart();
      end
    join
    repeat (12 * ClocksPerBit) @(posedge clk_i);
    expected.push_back(8'h99);
    send(8'h99, 100 * ClocksPerBit, 1'b1);
    expect_none_missing();
    check_transmitter();
    done_o = 1'b1;
  end
endmodule

module uart_receiver_tb;
  localparam int Checks = 3;
  logic clk = 1'b0;
  logic [Checks-1:0] done;
  initial forever #1 clk = !clk;

  uart_receiver_check #(4) c0 (clk, done[0]);
  uart_receiver_check #(12) c1 (clk, done[1]);
  uart_receiver_check #(217) c2 (clk, done[2]);

  initial begin
    wait (&done);
    $display("PASS");
    $finish;
  end
endmodule
