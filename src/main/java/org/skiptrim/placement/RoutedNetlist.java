package org.skiptrim.placement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.skiptrim.placement.PlacedDesign.Cell;
import org.skiptrim.placement.PlacedDesign.Port;
import org.skiptrim.rtl.Netlist;
import org.skiptrim.storage.AtomicFiles;

/**
 * An ECP5's design as nextpnr leaves it, as a netlist that can be simulated: what it has packed
 * into the chip's parts, and how it has connected their pins. Pads, the clock's buffer and what
 * leads a memory's write address to it are wires.
 *
 * <p>A pin that is not connected has a multiplexer whose setting says what it is: 0 or 1, {@code
 * INV} for 0, or its name for 1, which it is by itself; of a slice, so are those without a setting
 * (as nextpnr writes them into the configuration, {@code ecp5/bitstream.cc}).
 */
final class RoutedNetlist {
  private static final String INPUT = "input";
  private static final String SETTING = "MUX";
  private static final String INVERTED = "INV";
  private static final String HALF_SLICE = "TRELLIS_COMB";
  private static final String FLIP_FLOP = "TRELLIS_FF";

  /** What a slice's pins lead to in the one whose memory they write. */
  private static final Map<String, String> WRITE_PINS =
      Map.of(
          "WADO0", "D0", "WADO1", "B0", "WADO2", "C0", "WADO3", "A0", //
          "WDO0", "C1", "WDO1", "A1", "WDO2", "D1", "WDO3", "B1");

  private final SortedMap<String, Port> ports;
  private final Map<Integer, String> portBits = new HashMap<>();
  private final TreeSet<Integer> wires = new TreeSet<>();
  private final SortedMap<String, Long> cells = new TreeMap<>();
  private final StringBuilder body = new StringBuilder();

  private RoutedNetlist(SortedMap<String, Port> ports) {
    this.ports = ports;
    ports.forEach(
        (name, port) -> {
          for (int i = 0; i < port.bits().size(); i++) {
            portBits.put(port.bits().get(i), "%s[%d]".formatted(name, i));
          }
        });
  }

  /**
   * Writes it.
   *
   * @param synthesized what was placed
   * @param directory where it goes
   */
  static Netlist write(PlacedDesign placed, Netlist synthesized, Path directory)
      throws IOException {
    RoutedNetlist routed = new RoutedNetlist(placed.ports());
    placed.cells((name, cell) -> routed.add(cell));
    Files.createDirectories(directory);
    AtomicFiles.write(directory.resolve(Netlist.VERILOG), routed.verilog(synthesized.topModule()));
    Netlist netlist =
        new Netlist(
            directory,
            synthesized.topModule(),
            synthesized.family(),
            routed.cells,
            synthesized.dataflow());
    netlist.save();
    return netlist;
  }

  private void add(Cell cell) {
    switch (cell.type()) {
      case "TRELLIS_IO" -> addPad(cell);
      case "DCCA" -> assign(wire(cell, "CLKO"), wire(cell, "CLKI"));
      case "TRELLIS_RAMW" ->
          WRITE_PINS.forEach((to, from) -> assign(wire(cell, to), wire(cell, from)));
      default -> {
        // One that lends its pins to TRELLIS_RAMW computes nothing.
        if (!"RAMW_BLOCK".equals(cell.parameters().get("MODE"))) {
          addInstance(cell);
        }
      }
    }
  }

  private void addPad(Cell cell) {
    String port = portBits.get(cell.connections().get("B").get(0));
    if (cell.parameters().get("DIR").equals("INPUT")) {
      assign(wire(cell, "O"), Optional.of(port));
    } else {
      assign(Optional.of(port), wire(cell, "I"));
    }
  }

  private void assign(Optional<String> to, Optional<String> from) {
    to.ifPresent(wire -> body.append("assign %s = %s;\n".formatted(wire, from.orElse("1'b1"))));
  }

  private void addInstance(Cell cell) {
    List<String> parameters = new ArrayList<>();
    cell.parameters()
        .forEach(
            (name, value) -> {
              if (isKnown(cell, name)) {
                parameters.add(".%s(%s)".formatted(name, literal(value)));
              }
            });
    if (cell.type().equals(HALF_SLICE)) {
      boolean second = cell.place().endsWith("K1");
      parameters.add(".SECOND(%d)".formatted(second ? 1 : 0));
    }
    List<String> pins = new ArrayList<>();
    cell.portDirections()
        .forEach((pin, direction) -> pin(cell, pin, direction).ifPresent(pins::add));
    long number = cells.merge(cell.type(), 1L, Long::sum);
    body.append(
        "%s #(%s) c%s_%d (%s);\n"
            .formatted(
                cell.type(),
                String.join(", ", parameters),
                cell.type(),
                number,
                String.join(", ", pins)));
  }

  /** What pins are set to is seen at the pins, but for flip-flops and slices; WID is a number. */
  private static boolean isKnown(Cell cell, String parameter) {
    boolean ofPin =
        parameter.endsWith(SETTING)
            && !cell.type().equals(FLIP_FLOP)
            && !cell.type().equals(HALF_SLICE);
    return !ofPin && !parameter.equals("WID");
  }

  private Optional<String> pin(Cell cell, String pin, String direction) {
    Optional<String> wire = wire(cell, pin);
    Optional<String> value =
        !direction.equals(INPUT)
            ? wire
            : wire.map(name -> isInverted(cell, pin) ? "~" + name : name)
                .or(() -> unconnected(cell, pin));
    return value.map(shown -> ".%s(%s)".formatted(pin, shown));
  }

  /** A flip-flop's own model knows of it. */
  private static boolean isInverted(Cell cell, String pin) {
    return !cell.type().equals(FLIP_FLOP) && INVERTED.equals(cell.parameters().get(pin + SETTING));
  }

  /** What an input is that nothing leads to; empty where it has no part in what the cell does. */
  private static Optional<String> unconnected(Cell cell, String pin) {
    if (cell.type().equals(FLIP_FLOP)) {
      return pin.equals("LSR") ? Optional.of("1'b0") : Optional.empty();
    }
    String setting = cell.parameters().getOrDefault(pin + SETTING, "").strip();
    if (setting.isEmpty()) {
      boolean isHigh =
          cell.type().equals(HALF_SLICE) && List.of("A", "B", "C", "D", "FCI").contains(pin);
      return isHigh ? Optional.of("1'b1") : Optional.empty();
    }
    return Optional.of(setting.equals("0") || setting.equals(INVERTED) ? "1'b0" : "1'b1");
  }

  private Optional<String> wire(Cell cell, String pin) {
    List<Integer> bits = cell.connections().getOrDefault(pin, List.of());
    if (bits.isEmpty()) {
      return Optional.empty();
    }
    wires.add(bits.get(0));
    return Optional.of("n" + bits.get(0));
  }

  private static String literal(String value) {
    return value.matches("[01]+")
        ? "%d'b%s".formatted(value.length(), value)
        : '"' + value.strip() + '"';
  }

  private String verilog(String module) {
    List<String> declared = new ArrayList<>();
    ports.forEach(
        (name, port) ->
            declared.add("%s [%d:0] %s".formatted(port.direction(), port.bits().size() - 1, name)));
    StringBuilder text = new StringBuilder();
    text.append("module %s (%s);\n".formatted(module, String.join(", ", declared)));
    wires.forEach(wire -> text.append("wire n%d;\n".formatted(wire)));
    return text.append(body).append("endmodule\n").toString();
  }
}
