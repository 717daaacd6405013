// packet_sender: packets with many bytes that have to be escaped, against bytes framed here; and packet_receiver takes them again,
// and refuses each one in which a byte was lost, added or changed, but not the next one.
module packet_sender_tb;
  localparam int Packets = 200;

  logic clk = 1'b0;
  initial forever #1 clk = !clk;

  logic rst, in_valid, in_ready, in_last, out_valid, out_ready;
  logic [7:0] in_data, out_data;

  packet_sender dut (
      .clk_i(clk),
      .rst_i(rst),
      .in_valid_i(in_valid),
      .in_ready_o(in_ready),
      .in_data_i(in_data),
      .in_last_i(in_last),
      .out_valid_o(out_valid),
      .out_ready_i(out_ready),
      .out_data_o(out_data)
  );
  stream_bench #(
      .InBits (9),
      .OutBits(8),
      .Name   ("packet_sender")
  ) bench (
      .clk_i(clk),
      .rst_o(rst),
      .in_valid_o(in_valid),
      .in_ready_i(in_ready),
      .in_data_o({in_last, in_data}),
      .out_valid_i(out_valid),
      .out_ready_o(out_ready),
      .out_data_i(out_data)
  );

  logic line_rst, line_valid = 1'b0, came_valid, came_end, came_good;
  logic [7:0] line_data, came_data;
  packet_receiver receiver (
      .clk_i(clk),
      .rst_i(line_rst),
      .in_valid_i(line_valid),
      .in_data_i(line_data),
      .valid_o(came_valid),
      .data_o(came_data),
      .end_o(came_end),
      .good_o(came_good)
  );

  logic [7:0] frame[$], packet[$], came[$];
  int good, bad;
  always @(posedge clk) begin
    if (came_valid) came.push_back(came_data);
    if (came_end && came_good) good++;
    if (came_end && !came_good) bad++;
  end

  // The remainder of a division, bit by bit, the lowest bit first.
  function automatic logic [15:0] check_sequence();
    automatic logic [15:0] check = 16'hffff;
    foreach (packet[i])
      for (int b = 0; b < 8; b++) check = check[0] ^ packet[i][b] ? {1'b0, check[15:1]} ^ 16'h8408 : {1'b0, check[15:1]};
    return ~check;
  endfunction

  function automatic void add_framed(input logic [7:0] value);
    if (value == 8'h7e || value == 8'h7d) frame.push_back(8'h7d);
    frame.push_back(value == 8'h7e || value == 8'h7d ? value ^ 8'h20 : value);
  endfunction

  function automatic void frame_packet();
    automatic logic [15:0] check = check_sequence();
    frame.delete();
    frame.push_back(8'h7e);
    foreach (packet[i]) add_framed(packet[i]);
    add_framed(check[7:0]);
    add_framed(check[15:8]);
    frame.push_back(8'h7e);
  endfunction

  function automatic void random_packet();
    packet.delete();
    repeat ($urandom_range(20, 1)) packet.push_back($urandom_range(2) == 0 ? 8'h7c + 8'($urandom_range(3)) : 8'($urandom));
    frame_packet();
  endfunction

  task automatic receive();
    foreach (frame[i]) begin
      @(negedge clk);
      line_valid = 1'b1;
      line_data  = frame[i];
      @(negedge clk);
      line_valid = 1'b0;
      repeat (4) @(negedge clk);
    end
  endtask

  task automatic receive_right();
    came.delete();
    good = 0;
    receive();
    if (good != 1) $fatal(1, "packet_receiver: %0d right packets, 1 was sent", good);
    if (came.size() < packet.size() + 2) $fatal(1, "packet_receiver: bytes are missing");
    foreach (packet[i])
      if (came[came.size()-2-packet.size()+i] !== packet[i]) $fatal(1, "packet_receiver: byte %0d is wrong", i);
  endtask

  initial begin
    automatic string nine = "123456789";
    for (int i = 0; i < 9; i++) packet.push_back(nine[i]);
    if (check_sequence() != 16'h906e) $fatal(1, "the check sequence of 123456789 is 906e, not %h", check_sequence());
    repeat (Packets) begin
      frame_packet();
      foreach (packet[i]) bench.source.add({i == packet.size() - 1, packet[i]});
      foreach (frame[i]) bench.sink.add(frame[i]);
      random_packet();
    end
    bench.run(0, 0);
    repeat (3) begin
      bench.restart(30, 30);
      repeat ($urandom_range(60, 20)) @(posedge clk);
      bench.run(50, 50);
    end
    bench.run_all();

    line_rst = 1'b1;
    repeat (3) @(negedge clk);
    line_rst = 1'b0;
    receive_right();
    for (int p = 0; p < Packets; p++) begin
      automatic int place;
      random_packet();
      place = $urandom_range(frame.size() - 2, 1);
      good  = 0;
      case (p % 4)
        0: frame.delete(place);
        1: frame.insert(place, 8'($urandom_range(8'h7d)));
        2: frame[place] = frame[place] ^ (8'd1 << $urandom_range(7));
        default: while (frame.size() > place) void'(frame.pop_back());
      endcase
      receive();
      if (good != 0) $fatal(1, "packet_receiver: a damaged packet was taken for a right one");
      random_packet();
      receive_right();
    end
    $display("PASS");
    $finish;
  end
endmodule
