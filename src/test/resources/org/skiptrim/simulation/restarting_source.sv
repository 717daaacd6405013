// As frame_source, for one design of many: its file is <folder>/<Name>/in.txt, and a reset begins with the first image again.
module restarting_source #(
    parameter int Lanes = 1,
    parameter int Bits  = 8,
    parameter     Name  = ""
) (
    input  logic                  clk_i,
    input  logic                  rst_i,
    output logic                  out_valid_o,
    input  logic                  out_ready_i,
    output logic [Lanes*Bits-1:0] out_data_o
);
  string  folder;
  integer file;

  initial begin
    if ($value$plusargs("run=%s", folder) == 0) $fatal(1, "+run=<folder> is missing");
    file = $fopen({folder, "/", Name, "/in.txt"}, "r");
    if (file == 0) $fatal(1, "cannot read %s/%s/in.txt", folder, Name);
  end

  always @(posedge clk_i) begin
    if (rst_i) begin : first_image
      automatic int done = $rewind(file);
      out_valid_o <= 1'b0 & done[0];
    end else if (!out_valid_o || out_ready_i) begin : next_beat
      automatic logic   more = 1'b1;
      automatic longint value = 0;
      for (int lane = 0; lane < Lanes; lane++) begin
        if ($fscanf(file, "%d", value) != 1) more = 1'b0;
        out_data_o[lane*Bits+:Bits] <= Bits'(value);
      end
      out_valid_o <= more;
    end
  end
endmodule
