// As frame_clock, for one design of many: its file is <folder>/<Name>/frames.txt, and instead of ending the simulation it says that it is done.
// It also resets the design: at first, and again at the cycle +<Name>.reset=<cycle>.
module restarting_clock #(
    parameter int Streams       = 1,
    parameter int BeatsPerFrame = 1,
    parameter int IdleLimit     = 1000,
    parameter     Name          = ""
) (
    input  logic               clk_i,
    output logic               rst_o,
    output logic               done_o,
    input  logic               out_moves_i,
    input  logic [Streams-1:0] valid_i,
    input  logic [Streams-1:0] ready_i
);
  localparam int StillCycles = 100;

  string  folder;
  integer file = 0;
  int     frames, reset_at, now = 0, cycle, frame, beat, idle;
  logic   done = 1'b0;

  initial begin
    if ($value$plusargs("run=%s", folder) == 0) $fatal(1, "+run=<folder> is missing");
    if ($value$plusargs("frames=%d", frames) == 0) $fatal(1, "+frames=<number> is missing");
    if ($value$plusargs({Name, ".reset=%d"}, reset_at) == 0) reset_at = 0;
  end

  assign rst_o  = now < 2 || now >= reset_at && now < reset_at + 2;
  assign done_o = done;

  always @(posedge clk_i) begin
    now <= now + 1;
    if (rst_o) begin
      if (file != 0) $fclose(file);
      file = $fopen({folder, "/", Name, "/frames.txt"}, "w");
      cycle <= 0;
      frame <= 0;
      beat  <= 0;
      idle  <= 0;
    end else if (!done) begin
      cycle <= cycle + 1;
      idle  <= |(valid_i & ready_i) ? 0 : idle + 1;
      if (out_moves_i) beat <= beat == BeatsPerFrame - 1 ? 0 : beat + 1;
      if (out_moves_i && beat == BeatsPerFrame - 1) begin
        frame <= frame + 1;
        $fwrite(file, "%0d\n", cycle);
      end
      if (frame == frames) begin
        done <= idle == StillCycles;
      end else if (idle == IdleLimit) begin
        $fwrite(file, "deadlock %b %b\n", valid_i, ready_i);
        done <= 1'b1;
      end
    end
  end
endmodule
