// Takes a stream with random pauses and stops the simulation at the first beat that is not the expected one, at a valid beat
// that is taken back or changed, at a beat too many, and when nothing comes for long.
module stream_sink #(
    parameter int Bits = 8,
    parameter     Name = "sink"
) (
    input  logic            clk_i,
    input  logic            rst_i,
    input  int              pause_percent_i,
    input  logic            valid_i,
    output logic            ready_o,
    input  logic [Bits-1:0] data_i
);
  localparam int PatienceCycles = 20000;

  logic [Bits-1:0] expected[$];
  // The cycle in which each beat passed, since the last reset.
  int passed_in_cycle[$];
  int cycle, quiet_cycles;
  logic waiting;
  logic [Bits-1:0] waiting_data;

  task automatic add(input logic [Bits-1:0] beat);
    expected.push_back(beat);
  endtask

  function automatic int passed();
    return passed_in_cycle.size();
  endfunction

  function automatic logic complete();
    return passed() == expected.size();
  endfunction

  // Stops unless the beats first+1 to last passed in exactly so many cycles.
  task automatic check_cycles(input int first, input int last, input int cycles);
    int measured;
    measured = passed_in_cycle[last] - passed_in_cycle[first];
    if (measured != cycles)
      $fatal(1, "%0s: beats %0d to %0d took %0d cycles, expected %0d", Name, first, last, measured, cycles);
  endtask

  task automatic take();
    if (complete()) $fatal(1, "%0s: beat %0d (%0h) is one too many", Name, passed(), data_i);
    if (data_i !== expected[passed()])
      $fatal(1, "%0s: beat %0d is %0h, expected %0h", Name, passed(), data_i, expected[passed()]);
    passed_in_cycle.push_back(cycle);
  endtask

  always @(posedge clk_i) begin
    cycle <= cycle + 1;
    quiet_cycles <= quiet_cycles + 1;
    waiting <= valid_i && !ready_o;
    waiting_data <= data_i;
    ready_o <= $urandom_range(99) >= pause_percent_i;
    if (rst_i) begin
      passed_in_cycle.delete();
      quiet_cycles <= 0;
      waiting <= 1'b0;
      ready_o <= 1'b0;
    end else begin
      if (waiting && (!valid_i || data_i !== waiting_data))
        $fatal(1, "%0s: beat %0d was taken back or changed before it passed", Name, passed());
      if (valid_i && ready_o) begin
        take();
        quiet_cycles <= 0;
      end
      if (!complete() && quiet_cycles > PatienceCycles)
        $fatal(1, "%0s: stuck before beat %0d of %0d", Name, passed(), expected.size());
    end
  end
endmodule
