// Simulates a design with the pins clk_i, rx_i and tx_o, and puts a pseudo-terminal at its serial line, whose name is the first line of
// output, once the design is out of its reset. One byte in +damage=<n> is lost and one in n comes twice, in each direction; 0 for none. It
// runs until it is ended.
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include <deque>
#include <memory>
#include <random>

#include "Vdesign.h"
#include "verilated.h"

namespace {

int argument(VerilatedContext& context, const char* name) {
  const char* text = context.commandArgsPlusMatch(name);
  const char* value = strchr(text, '=');
  return value ? atoi(value + 1) : 0;
}

// Longer than a power_on_reset, and than the byte that its end looks like.
constexpr int reset_cycles = 5000;

void clock(Vdesign& design) {
  design.clk_i = 1;
  design.eval();
  design.clk_i = 0;
  design.eval();
}

// Loses and doubles bytes.
class Damage {
 public:
  Damage(int one_in, unsigned seed) : one_in_(one_in), random_(seed) {}

  int times() {
    if (one_in_ == 0) return 1;
    const int roll = std::uniform_int_distribution<int>(0, one_in_ - 1)(random_);
    return roll == 0 ? 0 : roll == 1 ? 2 : 1;
  }

 private:
  int one_in_;
  std::mt19937 random_;
};

// Bits of bytes that are sent, and bytes of bits that come; the stop bit of one is as long as its start bit.
struct Sender {
  std::deque<unsigned char> bytes;
  unsigned bits = 0;
  int clocks = 0;

  bool next(int clocks_per_bit) {
    if (clocks > 0) {
      --clocks;
    } else if (bits > 1) {
      bits >>= 1;
      clocks = clocks_per_bit - 1;
    } else if (!bytes.empty()) {
      bits = 0x600u | bytes.front() << 1;
      bytes.pop_front();
      clocks = clocks_per_bit - 1;
    } else {
      bits = 1;
    }
    return bits & 1;
  }
};

struct Receiver {
  int clocks = -1;
  int bit = 0;
  unsigned value = 0;

  // Whether a byte is complete.
  bool next(bool line, int clocks_per_bit) {
    if (clocks < 0) {
      if (!line) {
        clocks = clocks_per_bit / 2 + clocks_per_bit - 1;
        bit = 0;
        value = 0;
      }
      return false;
    }
    if (clocks-- > 0) return false;
    if (bit == 8) {
      clocks = -1;
      return line;
    }
    value |= unsigned{line} << bit++;
    clocks = clocks_per_bit - 1;
    return false;
  }
};

}  // namespace

int main(int argc, char** argv) {
  const auto context = std::make_unique<VerilatedContext>();
  context->commandArgs(argc, argv);
  const int clocks_per_bit = argument(*context, "clocks=");
  const int damage = argument(*context, "damage=");

  const int terminal = posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK);
  if (terminal < 0 || grantpt(terminal) != 0 || unlockpt(terminal) != 0) {
    perror("pseudo-terminal");
    return 1;
  }
  // It stays open on the other side, too, so that its user may come and go.
  const int other = open(ptsname(terminal), O_RDWR | O_NOCTTY);
  termios raw;
  tcgetattr(other, &raw);
  cfmakeraw(&raw);
  tcsetattr(other, TCSANOW, &raw);

  const auto design = std::make_unique<Vdesign>(context.get());
  // A byte that came while the design is in reset would be lost, and so the packet that it belongs to.
  design->rx_i = 1;
  for (int cycle = 0; cycle < reset_cycles; ++cycle) clock(*design);
  printf("%s\n", ptsname(terminal));
  fflush(stdout);

  Damage forth(damage, 1), back(damage, 2);
  Sender sender;
  Receiver receiver;
  long idle = 0;
  for (long cycle = 0;; ++cycle) {
    if (cycle % 64 == 0 && sender.bytes.size() < 64) {
      unsigned char bytes[64];
      const ssize_t came = read(terminal, bytes, sizeof bytes);
      for (ssize_t i = 0; i < came; ++i) {
        for (int n = forth.times(); n > 0; --n) sender.bytes.push_back(bytes[i]);
      }
      if (came > 0) idle = 0;
    }
    design->rx_i = sender.next(clocks_per_bit);
    clock(*design);
    if (receiver.next(design->tx_o, clocks_per_bit)) {
      const unsigned char value = static_cast<unsigned char>(receiver.value);
      for (int n = back.times(); n > 0; --n) {
        if (write(terminal, &value, 1) != 1) perror("write");
      }
      idle = 0;
    }
    // A line that is quiet for long leaves the processor to others.
    if (++idle > 200000) {
      pollfd wait = {terminal, POLLIN, 0};
      poll(&wait, 1, 5);
      idle = 190000;
    }
  }
}
