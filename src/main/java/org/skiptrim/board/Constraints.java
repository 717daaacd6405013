package org.skiptrim.board;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** How the files are written that say on which pins the ports of a top module are. */
enum Constraints {
  /** Of ECP5s. */
  LPF {
    @Override
    String text(Board board) {
      StringBuilder text = new StringBuilder("# Generated for " + board.name() + ".\n");
      for (Map.Entry<String, String> port : board.ports().entrySet()) {
        text.append("LOCATE COMP \"%s\" SITE \"%s\";%n".formatted(port.getKey(), port.getValue()));
        text.append("IOBUF PORT \"%s\" IO_TYPE=LVCMOS33;%n".formatted(port.getKey()));
      }
      return text + "FREQUENCY PORT \"clk_i\" %s MHZ;%n".formatted(board.megahertz());
    }
  },
  /** Of iCE40s. */
  PCF {
    @Override
    String text(Board board) {
      StringBuilder text = new StringBuilder("# Generated for " + board.name() + ".\n");
      board.ports().forEach((port, pin) -> text.append("set_io %s %s%n".formatted(port, pin)));
      return text + "set_frequency clk_i %s%n".formatted(board.megahertz());
    }
  };

  static Constraints named(String name) {
    return Arrays.stream(values())
        .filter(kind -> kind.ending().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("constraints are lpf or pcf, not " + name));
  }

  /** What such a file's name ends with. */
  String ending() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The file. */
  abstract String text(Board board);
}
