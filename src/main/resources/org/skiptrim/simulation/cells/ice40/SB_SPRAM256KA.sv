// A RAM of 16,384 words of 16 bits with a single port (FPGA-TN-02022), written four bits at a time where MASKWREN says so.
//
// A write leaves DATAOUT as it likes: here, as the complement of what was there. Sleep and standby are not modelled.
module SB_SPRAM256KA (
    input      [13:0] ADDRESS,
    input      [15:0] DATAIN,
    input      [ 3:0] MASKWREN,
    input             WREN,
    input             CHIPSELECT,
    input             CLOCK,
    input             STANDBY,
    input             SLEEP,
    input             POWEROFF,
    output reg [15:0] DATAOUT
);
  reg [15:0] words[0:16383];
  wire [15:0] change = {{4{MASKWREN[3]}}, {4{MASKWREN[2]}}, {4{MASKWREN[1]}}, {4{MASKWREN[0]}}};

  always @(posedge CLOCK) begin
    if (STANDBY || SLEEP || !POWEROFF) $fatal(1, "SB_SPRAM256KA: standby, sleep and power off are not modelled");
    if (CHIPSELECT && WREN) words[ADDRESS] <= words[ADDRESS] & ~change | DATAIN & change;
    if (CHIPSELECT) DATAOUT <= WREN ? ~words[ADDRESS] : words[ADDRESS];
  end
endmodule
