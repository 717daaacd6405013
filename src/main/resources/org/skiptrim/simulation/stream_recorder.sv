// Writes every value that passes on a stream to <folder>/<Name>.txt, a beat a line in decimal, with the folder from +run.
module stream_recorder #(
    parameter int Lanes  = 1,
    parameter int Bits   = 8,
    parameter int Signed = 0,
    parameter     Name   = ""
) (
    input logic                  clk_i,
    input logic                  rst_i,
    input logic                  valid_i,
    input logic                  ready_i,
    input logic [Lanes*Bits-1:0] data_i
);
  string  folder;
  integer file;

  initial begin
    if ($value$plusargs("run=%s", folder) == 0) $fatal(1, "+run=<folder> is missing");
    file = $fopen({folder, "/", Name, ".txt"}, "w");
    if (file == 0) $fatal(1, "cannot write %s/%s.txt", folder, Name);
  end

  always @(posedge clk_i) begin
    if (!rst_i && valid_i && ready_i) begin
      for (int lane = 0; lane < Lanes; lane++) begin : write_lane
        automatic logic [63:0] value = 64'(data_i[lane*Bits+:Bits]);
        if (Signed != 0 && value[Bits-1]) value = value | ~64'd0 << Bits;
        $fwrite(file, "%0d ", $signed(value));
      end
      $fwrite(file, "\n");
    end
  end
endmodule
