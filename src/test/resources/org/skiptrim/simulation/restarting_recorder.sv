// As stream_recorder, for one design of many: its file is <folder>/<Name>.txt, and a reset begins it again.
module restarting_recorder #(
    parameter int Lanes  = 1,
    parameter int Bits   = 8,
    parameter int Signed = 0,
    parameter     Name   = ""
) (
    input logic                  clk_i,
    input logic                  rst_i,
    input logic                  moves_i,
    input logic [Lanes*Bits-1:0] data_i
);
  string  folder;
  integer file = 0;

  initial if ($value$plusargs("run=%s", folder) == 0) $fatal(1, "+run=<folder> is missing");

  always @(posedge clk_i) begin
    if (rst_i) begin
      if (file != 0) $fclose(file);
      file = $fopen({folder, "/", Name, ".txt"}, "w");
    end else if (moves_i) begin
      for (int lane = 0; lane < Lanes; lane++) begin : write_lane
        automatic logic [63:0] value = 64'(data_i[lane*Bits+:Bits]);
        if (Signed != 0 && value[Bits-1]) value = value | ~64'd0 << Bits;
        $fwrite(file, "%0d ", $signed(value));
      end
      $fwrite(file, "\n");
    end
  end
endmodule
