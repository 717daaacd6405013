package org.skiptrim.placement;

import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What of an ECP5 nextpnr and ecpunpack write alike, in Project Trellis' words: all routes, all
 * that slices are set to, what the inputs of block RAMs and multipliers are tied to, the contents
 * of block RAMs, and which of them, but for every fourth, has which. Of the modes of block RAMs,
 * multipliers and pads the two name different ones, which mean the same bits.
 */
final class Ecp5Text implements Configuration.Text {
  private static final String SLICES = ":PLC2";
  private static final String UNUSED_TABLE = "1111111111111111";

  /** What a slice's parts are set to where no bit is. */
  private static final Map<String, String> USUAL =
      Map.of(
          "MODE",
          "LOGIC",
          "GSR",
          "ENABLED",
          "REGSET",
          "SET",
          "SD",
          "1",
          "CLKMUX",
          "CLK", //
          "CEMUX",
          "CE",
          "LSRMUX",
          "LSR",
          "WREMUX",
          "WRE",
          "SRMODE",
          "LSR_OVER_CE", //
          "LSRMODE",
          "LSR");

  /** An input, as it is without a bit: {@code A0MUX A0}. */
  private static final Pattern UNTIED = Pattern.compile("\\w+\\.(\\w+)MUX \\1");

  /** Sources that their sinks have without a bit: of pads, multipliers, clocks and short wires. */
  private static final Pattern FREE =
      Pattern.compile(
          "\\w*JPADDI\\w*|JMUIA\\d+|\\w*(CLKINTFB|DDRDEL|BNK_ECLK\\d|JREFCLK\\d_\\d)|[NSEW]BOUNCE");

  /** What edge clocks and clock selectors have that are not used, as ecpunpack alone says. */
  private static final Pattern UNUSED_CLOCK = Pattern.compile("\\w*JECLK\\d|G_DCS\\dCLK\\d");

  /** A slice's output. */
  private static final Pattern OUTPUT = Pattern.compile("F[0-7]");

  /** {@code SLICEB.CCU2.INJECT1_1 NO}. */
  private static final Pattern NOT_INJECTED =
      Pattern.compile("SLICE([A-D])\\.CCU2\\.INJECT1_([01]) NO");

  /**
   * {@code EBR2.WID 011111100}: the number of a block RAM's contents. Of the last of four no tile
   * knows all bits.
   */
  private static final Pattern CONTENTS = Pattern.compile("(EBR[0-2])\\.WID (\\d+)");

  /** {@code MIB_R22C101:MIB_EBR5}, the sixth of nine tiles with four block RAMs. */
  private static final Pattern MEMORY_TILE = Pattern.compile("R(\\d+)C(\\d+):MIB_EBR(\\d)");

  private String part = "";
  private int row;

  @Override
  public void read(String line, BiConsumer<String, String> setting) {
    if (line.startsWith(".")) {
      part = line.substring(1);
      row = 0;
    } else if (part.startsWith("bram_init") && !line.isBlank()) {
      setting.accept("%s, line %d".formatted(part, row++), line.strip());
    } else if (line.startsWith("arc: ")) {
      String[] ends = line.split(" ");
      route(ends[1], ends[2], setting);
    } else if (line.startsWith("word: ") || line.startsWith("enum: ")) {
      value(line.substring("word: ".length()).strip(), setting);
    }
  }

  private void route(String sink, String source, BiConsumer<String, String> setting) {
    boolean isOutput = part.endsWith(SLICES) && OUTPUT.matcher(sink).matches();
    if (isOutput && !source.equals(sink + "_SLICE")) {
      fromMultiplexer(sink, setting);
    } else if (!isOutput
        && !FREE.matcher(source).matches()
        && !UNUSED_CLOCK.matcher(sink).matches()) {
      setting.accept(part + ", " + sink, source);
    }
  }

  /** Of a carry chain the same bit says that a carry comes into the sum. */
  private void fromMultiplexer(String output, BiConsumer<String, String> setting) {
    setting.accept(part + ", " + output, "out of its multiplexer");
  }

  private void value(String line, BiConsumer<String, String> setting) {
    String[] words = line.split(" ");
    Matcher memory = CONTENTS.matcher(line);
    Matcher notInjected = NOT_INJECTED.matcher(line);
    if (memory.matches()) {
      memory(memory.group(1), memory.group(2), setting);
    } else if (part.endsWith(SLICES) && notInjected.matches()) {
      int slice = notInjected.group(1).charAt(0) - 'A';
      int half = Integer.parseInt(notInjected.group(2));
      fromMultiplexer("F" + (2 * slice + half), setting);
    } else if (part.endsWith(SLICES) ? !isUsual(line, words) : line.startsWith("CIB.")) {
      setting.accept(part + ", " + words[0], words[1]);
    }
  }

  private static boolean isUsual(String line, String[] words) {
    String name = words[0].substring(words[0].lastIndexOf('.') + 1);
    return words[1].equals(USUAL.get(name))
        || words[1].equals(UNUSED_TABLE)
        || name.startsWith("INJECT1")
        || UNTIED.matcher(line).matches();
  }

  /** Before packing it stands with a group of tiles, and after unpacking with one; but for 0. */
  private void memory(String name, String number, BiConsumer<String, String> setting) {
    Matcher tile = MEMORY_TILE.matcher(part);
    if (tile.find() && number.contains("1")) {
      int column = Integer.parseInt(tile.group(2)) - Integer.parseInt(tile.group(3));
      setting.accept("%s of R%sC%d".formatted(name, tile.group(1), column), "contents " + number);
    }
  }
}
