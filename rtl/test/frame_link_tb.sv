// frame_link: images and questions, with wrong packets among them, and a design that answers an image's bytes by their sum and first byte.
module frame_link_check #(
    parameter int ImageBytes = 5,
    parameter     Name       = "frame_link"
) (
    input  logic clk_i,
    output logic done_o
);
  localparam int Packets = 200;
  localparam int Who = 0, Image = 1;

  logic rst, in_valid = 1'b0, in_end = 1'b0, in_good = 1'b0;
  logic image_valid, image_ready = 1'b0, image_last, result_valid = 1'b0, result_ready, result_last;
  logic out_valid, out_ready = 1'b0, out_last;
  logic [7:0] in_data, image_data, result_data, out_data;

  frame_link #(
      .ImageBytes(ImageBytes),
      .IdentityBytes(3),
      .Identity(24'hc0ffee)
  ) dut (
      .clk_i,
      .rst_i(rst),
      .in_valid_i(in_valid),
      .in_data_i(in_data),
      .in_end_i(in_end),
      .in_good_i(in_good),
      .image_valid_o(image_valid),
      .image_ready_i(image_ready),
      .image_data_o(image_data),
      .image_last_o(image_last),
      .result_valid_i(result_valid),
      .result_ready_o(result_ready),
      .result_data_i(result_data),
      .result_last_i(result_last),
      .out_valid_o(out_valid),
      .out_ready_i(out_ready),
      .out_data_o(out_data),
      .out_last_o(out_last)
  );

  // The design.
  int place, wait_cycles, started, latency;
  logic [7:0] sum, first;
  always @(posedge clk_i) begin
    image_ready <= $urandom_range(2) != 0;
    started++;
    if (rst) begin
      place       = 0;
      wait_cycles = 0;
    end else if (image_valid && image_ready) begin
      if (image_last !== (place == ImageBytes - 1)) $fatal(1, "%0s: last with byte %0d", Name, place);
      first <= place == 0 ? image_data : first;
      sum   <= place == 0 ? image_data : sum + image_data;
      place = place == ImageBytes - 1 ? 0 : place + 1;
      if (image_last) wait_cycles = $urandom_range(300, 3);
    end
    if (wait_cycles > 0) wait_cycles--;
    if (wait_cycles == 1) begin
      result_valid <= 1'b1;
      result_data  <= sum;
      result_last  <= 1'b0;
      latency = started;
    end else if (rst) begin
      result_valid <= 1'b0;
    end else if (result_valid && result_ready) begin
      result_valid <= !result_last;
      result_data  <= first;
      result_last  <= 1'b1;
    end
  end

  logic [7:0] came[$];
  int answers;
  logic waits;
  logic [8:0] waiting;
  always @(posedge clk_i) begin
    out_ready <= $urandom_range(3) == 0;
    waits     <= !rst && out_valid && !out_ready;
    waiting   <= {out_last, out_data};
    if (!rst && waits && (!out_valid || {out_last, out_data} !== waiting)) $fatal(1, "%0s: an answer's byte changed", Name);
    if (!rst && out_valid && out_ready) begin
      came.push_back(out_data);
      if (out_last) answers++;
    end
  end

  task automatic put(input logic [7:0] value);
    @(negedge clk_i);
    in_valid = 1'b1;
    in_data  = value;
    @(negedge clk_i) in_valid = 1'b0;
    repeat ($urandom_range(8, 3)) @(negedge clk_i);
  endtask

  logic [7:0] image[ImageBytes];

  // Of kind `kind` with `bytes` bytes in it, and two for a check sequence.
  task automatic send(input int kind, input logic [7:0] number, input int bytes, input logic good);
    put(8'(kind));
    put(number);
    for (int i = 0; i < bytes; i++) begin
      automatic logic [7:0] value = 8'($urandom);
      if (i < ImageBytes) image[i] = value;
      put(value);
    end
    put(8'($urandom));
    put(8'($urandom));
    in_end  = 1'b1;
    in_good = good;
    started = 0;
    @(negedge clk_i) in_end = 1'b0;
  endtask

  task automatic expect_answer(input logic [7:0] expected[$], input logic with_cycles);
    while (answers == 0) @(negedge clk_i);
    @(negedge clk_i);
    if (came.size() != expected.size()) $fatal(1, "%0s: an answer of %0d bytes, expected %0d", Name, came.size(), expected.size());
    foreach (expected[i])
      if (!(expected[0] == 8'(Image) && i >= 2 && i < 6) && came[i] !== expected[i])
        $fatal(1, "%0s: byte %0d of an answer is %h, not %h", Name, i, came[i], expected[i]);
    if (with_cycles) begin
      automatic int cycles = {came[5], came[4], came[3], came[2]};
      if (cycles < latency - 4 || cycles > latency + 4) $fatal(1, "%0s: %0d cycles, not %0d", Name, cycles, latency);
    end
    came.delete();
    answers = 0;
  endtask

  task automatic send_wrong();
    case ($urandom_range(5))
      0: send(Image, 8'($urandom), ImageBytes - 1, 1'b1);
      1: send(Image, 8'($urandom), ImageBytes + 1, 1'b1);
      2: send(Image, 8'($urandom), ImageBytes * 3, 1'b1);
      3: send(Image, 8'($urandom), ImageBytes, 1'b0);
      4: send(Who, 8'($urandom), 1, 1'b1);
      5: send(2, 8'($urandom), ImageBytes, 1'b1);
    endcase
    repeat (100) @(negedge clk_i);
    if (came.size() != 0) $fatal(1, "%0s: a wrong packet was answered", Name);
  endtask

  task automatic restart();
    rst = 1'b1;
    repeat (4) @(negedge clk_i);
    rst = 1'b0;
    came.delete();
    answers = 0;
  endtask

  initial begin
    automatic logic [7:0] number, total, head;
    done_o = 1'b0;
    restart();
    repeat (Packets) begin
      number = 8'($urandom);
      if ($urandom_range(3) == 0) send_wrong();
      if ($urandom_range(3) == 0) begin
        send(Who, number, 0, 1'b1);
        expect_answer('{8'(Who), number, 8'hee, 8'hff, 8'hc0}, 1'b0);
      end
      send(Image, number, ImageBytes, 1'b1);
      total = '0;
      foreach (image[i]) total += image[i];
      head = image[0];
      // What comes while it is busy changes nothing.
      send(Image, 8'($urandom), ImageBytes, 1'b0);
      expect_answer('{8'(Image), number, 0, 0, 0, 0, total, head}, 1'b0);
      send(Image, number, ImageBytes, 1'b1);
      if ($urandom_range(9) == 0) begin
        repeat ($urandom_range(100)) @(negedge clk_i);
        restart();
      end else begin
        total = '0;
        foreach (image[i]) total += image[i];
        expect_answer('{8'(Image), number, 0, 0, 0, 0, total, image[0]}, 1'b1);
      end
    end
    done_o = 1'b1;
  end
endmodule

module frame_link_tb;
  localparam int Checks = 2;
  logic clk = 1'b0;
  logic [Checks-1:0] done;
  initial forever #1 clk = !clk;

  frame_link_check #(5, "5 bytes") c0 (clk, done[0]);
  frame_link_check #(48, "48 bytes") c1 (clk, done[1]);

  initial begin
    wait (&done);
    $display("PASS");
    $finish;
  end
endmodule
