// Drives the clock of the test bench until it finishes by itself.
#include "Vtestbench.h"
#include "verilated.h"

int main(int argc, char** argv) {
  VerilatedContext context;
  context.commandArgs(argc, argv);
  Vtestbench bench{&context};
  while (!context.gotFinish()) {
    bench.clk_i = !bench.clk_i;
    bench.eval();
    context.timeInc(1);
  }
  bench.final();
  return 0;
}
