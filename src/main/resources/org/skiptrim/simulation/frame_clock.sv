// Writes the cycle in which each frame's last beat leaves to <folder>/frames.txt. Ends the simulation after +frames of them,
// once the design is still: trailing pixels that a stride drops come later than the logits, which do not wait for them.
//
// Ends it, too, when no stream of the design has moved for IdleLimit cycles; the file then ends with a line "deadlock", and
// which streams had a beat to give and which would have taken one, a bit each.
module frame_clock #(
    parameter int Streams       = 1,
    parameter int BeatsPerFrame = 1,
    parameter int IdleLimit     = 1000
) (
    input logic               clk_i,
    input logic               rst_i,
    input logic               out_moves_i,
    input logic [Streams-1:0] valid_i,
    input logic [Streams-1:0] ready_i
);
  // A beat takes fewer cycles through any pipeline of the library.
  localparam int StillCycles = 100;

  string  folder;
  integer file;
  int     frames, frame = 0, beat = 0, idle = 0;
  longint cycle = 0;

  initial begin
    if ($value$plusargs("run=%s", folder) == 0) $fatal(1, "+run=<folder> is missing");
    if ($value$plusargs("frames=%d", frames) == 0) $fatal(1, "+frames=<number> is missing");
    file = $fopen({folder, "/frames.txt"}, "w");
    if (file == 0) $fatal(1, "cannot write %s/frames.txt", folder);
  end

  always @(posedge clk_i) begin
    if (!rst_i) begin
      cycle <= cycle + 1;
      idle  <= |(valid_i & ready_i) ? 0 : idle + 1;
      if (out_moves_i) beat <= beat == BeatsPerFrame - 1 ? 0 : beat + 1;
      if (out_moves_i && beat == BeatsPerFrame - 1) begin
        frame <= frame + 1;
        $fwrite(file, "%0d\n", cycle);
        // The reader of standard output shows how far it has come.
        $display("frame %0d of %0d", frame + 1, frames);
      end
      if (frame == frames) begin
        if (idle == StillCycles) $finish;
      end else if (idle == IdleLimit) begin
        $fwrite(file, "deadlock %b %b\n", valid_i, ready_i);
        $finish;
      end
    end
  end
endmodule
