// Sends the bytes of <folder>/in.txt, "byte last" a line in decimal, into skiptrim_axis and writes what comes out in the same way to
// <folder>/out.txt, its last line "errors <number>", with the folder from +run=<folder>. Both sides pause in +stalls=<percent> of
// the cycles. With +reset=<cycle> all begins anew there. It ends after +results=<number> frames and a while.
module testbench (
    input logic clk_i
);
  localparam int StillCycles = 2000;
  localparam int IdleLimit = 100000;

  string  folder;
  integer in_file, out_file;
  int stalls, results, reset_cycle, cycle = 0, quiet = 0, frames = 0, errors = 0;

  logic aresetn = 1'b0, error;
  logic in_valid = 1'b0, in_ready, in_last, out_valid, out_ready = 1'b0, out_last, waits = 1'b0, waiting_last;
  logic [7:0] in_data, out_data, waiting_data;
  int next_data, next_last;

  initial begin
    if ($value$plusargs("run=%s", folder) == 0) $fatal(1, "+run=<folder> is missing");
    if ($value$plusargs("stalls=%d", stalls) == 0) $fatal(1, "+stalls=<percent> is missing");
    if ($value$plusargs("results=%d", results) == 0) $fatal(1, "+results=<number> is missing");
    if ($value$plusargs("reset=%d", reset_cycle) == 0) reset_cycle = 0;
    restart();
  end

  task automatic restart();
    in_file  = $fopen({folder, "/in.txt"}, "r");
    out_file = $fopen({folder, "/out.txt"}, "w");
    if (in_file == 0 || out_file == 0) $fatal(1, "cannot read in.txt or write out.txt in %s", folder);
  endtask

  skiptrim_axis dut (
      .aclk(clk_i),
      .aresetn(aresetn),
      .s_axis_tvalid(in_valid),
      .s_axis_tready(in_ready),
      .s_axis_tdata(in_data),
      .s_axis_tlast(in_last),
      .m_axis_tvalid(out_valid),
      .m_axis_tready(out_ready),
      .m_axis_tdata(out_data),
      .m_axis_tlast(out_last),
      .frame_error(error)
  );

  always @(posedge clk_i) begin
    cycle <= cycle + 1;
    // The design's own reset is two cycles later.
    aresetn <= !(cycle < 5 || reset_cycle != 0 && cycle >= reset_cycle && cycle < reset_cycle + 5);
    if (cycle < 10 || reset_cycle != 0 && cycle >= reset_cycle && cycle < reset_cycle + 10) begin
      in_valid  <= 1'b0;
      out_ready <= 1'b0;
      waits     <= 1'b0;
      errors    <= 0;
      frames    <= 0;
      if (cycle == reset_cycle && reset_cycle != 0) restart();
    end else begin
      if (!in_valid || in_ready) begin
        in_valid <= 1'b0;
        in_data  <= 8'($urandom);
        in_last  <= 1'($urandom);
        if ($urandom_range(99) >= stalls) begin
          if ($fscanf(in_file, "%d %d", next_data, next_last) == 2) begin
            in_valid <= 1'b1;
            in_data  <= 8'(next_data);
            in_last  <= 1'(next_last);
          end
        end
      end
      if (waits && (!out_valid || out_data != waiting_data || out_last != waiting_last))
        $fatal(1, "cycle %0d: a byte was taken back or changed before it passed", cycle);
      waits        <= out_valid && !out_ready;
      waiting_data <= out_data;
      waiting_last <= out_last;
      out_ready    <= $urandom_range(99) >= stalls;
      errors       <= errors + 32'(error);
      quiet        <= quiet + 1;
      if (out_valid && out_ready) begin
        quiet <= 0;
        $fwrite(out_file, "%0d %0d\n", out_data, out_last);
        frames <= frames + 32'(out_last);
      end
      if (frames >= results && quiet == StillCycles || quiet == IdleLimit) begin
        $fwrite(out_file, "errors %0d\n", errors);
        $finish;
      end
    end
  end
endmodule
