package org.skiptrim.placement;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * The multipliers and single-port RAMs of an iCE40 UltraPlus in a decoded bitstream, of which
 * {@code icebox_vlog} says the wires and not the cells. Their pins are inputs of LUTs in tiles that
 * have none; where each is, and which bit sets what, was found out by Project IceStorm (its {@code
 * icebox.py}: {@code get_dsp_nets_db}, {@code dsp_config_db}, {@code spram_db}).
 */
final class UltraPlusBlocks {
  static final String MULTIPLIER = "SB_MAC16";
  static final String MEMORY = "SB_SPRAM256KA";

  /** The columns that have such tiles, and the lowest rows of their multipliers. */
  private static final int[] COLUMNS = {0, 25};

  private static final int[] MULTIPLIER_ROWS = {5, 10, 15, 23};

  /** What the bits of a multiplier set, in their order, with how many bits each has. */
  private static final List<Map.Entry<String, Integer>> SETTINGS =
      List.of(
          Map.entry("C_REG", 1),
          Map.entry("A_REG", 1),
          Map.entry("B_REG", 1),
          Map.entry("D_REG", 1),
          Map.entry("TOP_8x8_MULT_REG", 1),
          Map.entry("BOT_8x8_MULT_REG", 1),
          Map.entry("PIPELINE_16x16_MULT_REG1", 1),
          Map.entry("PIPELINE_16x16_MULT_REG2", 1),
          Map.entry("TOPOUTPUT_SELECT", 2),
          Map.entry("TOPADDSUB_LOWERINPUT", 2),
          Map.entry("TOPADDSUB_UPPERINPUT", 1),
          Map.entry("TOPADDSUB_CARRYSELECT", 2),
          Map.entry("BOTOUTPUT_SELECT", 2),
          Map.entry("BOTADDSUB_LOWERINPUT", 2),
          Map.entry("BOTADDSUB_UPPERINPUT", 1),
          Map.entry("BOTADDSUB_CARRYSELECT", 2),
          Map.entry("MODE_8x8", 1),
          Map.entry("A_SIGNED", 1),
          Map.entry("B_SIGNED", 1));

  private final ChipNets nets;
  private final Configuration bits;
  private final Map<String, Long> cells = new TreeMap<>();
  private final StringBuilder verilog = new StringBuilder();

  private UltraPlusBlocks(ChipNets nets, Configuration bits) {
    this.nets = nets;
    this.bits = bits;
  }

  /**
   * Finds the blocks that are in use; a part that has none has none in use.
   *
   * @param chip what {@code icebox_vlog} wrote
   * @param bits what the bitstream sets
   * @throws IOException if a multiplier goes on with the sum of its neighbour, which isn't decoded
   */
  static UltraPlusBlocks find(String chip, Configuration bits) throws IOException {
    UltraPlusBlocks blocks = new UltraPlusBlocks(ChipNets.of(chip), bits);
    for (int x : COLUMNS) {
      for (int row : MULTIPLIER_ROWS) {
        blocks.addMultiplier(x, row);
      }
      blocks.addFirstMemory(x);
      blocks.addSecondMemory(x);
    }
    return blocks;
  }

  /** How many there are of each kind. */
  Map<String, Long> cells() {
    return cells;
  }

  /** The cells, as they belong into the chip's module. */
  String verilog() {
    return verilog.toString();
  }

  private void addMultiplier(int x, int row) throws IOException {
    List<String> outputs = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      outputs.add(nets.at(x, row + i / 8, "mult/O_" + i, ""));
    }
    if (outputs.stream().allMatch(String::isEmpty)) {
      return;
    }
    Map<String, Integer> settings = settings(x, row);
    if (settings.get("BOTADDSUB_LOWERINPUT") == 3 || settings.get("BOTADDSUB_CARRYSELECT") == 2) {
      throw new IOException(
          "the multiplier at X%d/Y%d goes on with its neighbour's sum, which is not decoded"
              .formatted(x, row));
    }
    Map<String, String> pins = new TreeMap<>();
    String[] operands = {"D", "B", "A", "C"};
    for (int i = 0; i < operands.length; i++) {
      int y = row + i;
      pins.put(operands[i], vector(16, bit -> input(x, y, bit % 8, bit < 8 ? 3 : 1)));
      pins.put(operands[i] + "HOLD", input(x, y, 0, 0));
    }
    pins.put("CLK", nets.at(x, row + 2, "lutff_global/clk", "1'b0"));
    pins.put("CE", nets.at(x, row + 2, "lutff_global/cen", "1'b1"));
    String[] resets = {"IRSTBOT", "IRSTTOP", "ORSTBOT", "ORSTTOP"};
    for (int i = 0; i < resets.length; i++) {
      pins.put(resets[i], nets.at(x, row + i, "lutff_global/s_r", "1'b0"));
    }
    String[] controls = {"OHOLD", "OLOAD", "ADDSUB"};
    for (int i = 0; i < controls.length; i++) {
      pins.put(controls[i] + "BOT", input(x, row, i + 1, 0));
      pins.put(controls[i] + "TOP", input(x, row + 3, i + 1, 0));
    }
    pins.put("CI", input(x, row, 4, 0));
    pins.put("ACCUMCI", "1'b0");
    pins.put("SIGNEXTIN", "1'b0");
    add(MULTIPLIER, "mac16_%d_%d".formatted(x, row), settings, pins, "O", outputs);
  }

  private Map<String, Integer> settings(int x, int row) {
    Map<String, Integer> settings = new TreeMap<>();
    int bit = 0;
    for (Map.Entry<String, Integer> setting : SETTINGS) {
      int value = 0;
      for (int i = 0; i < setting.getValue(); i++, bit++) {
        value |= settingBit(x, row, bit) << i;
      }
      settings.put(setting.getKey(), value);
    }
    return settings;
  }

  /** Eight bits a tile, from the lowest on; of one multiplier the others' bits are in the way. */
  private int settingBit(int x, int row, int bit) {
    boolean elsewhere = x == 0 && row == 15 && bit >= 9 && bit <= 13;
    return elsewhere
        ? bits.bitOfBlock("ipcon", x, row + 4, bit - 6)
        : bits.bitOfBlock("dsp" + bit / 8, x, row + bit / 8, bit % 8);
  }

  private void addFirstMemory(int x) {
    if (bits.bitOfBlock("ipcon", x, 1, 0) == 0) {
      return;
    }
    Map<String, String> pins = new TreeMap<>();
    pins.put("ADDRESS", vector(14, i -> input(x, 2, i % 8, i < 8 ? 1 : 0)));
    pins.put("DATAIN", vector(16, i -> input(x, 1, i % 8, i < 8 ? 3 : 1)));
    pins.put("CLOCK", nets.at(x, 1, "clk", "1'b0"));
    addMemory(x, 0, pins, 1);
  }

  private void addSecondMemory(int x) {
    if (bits.bitOfBlock("ipcon", x, 1, 1) == 0) {
      return;
    }
    Map<String, String> pins = new TreeMap<>();
    pins.put(
        "ADDRESS",
        vector(14, i -> i < 2 ? input(x, 2, i + 6, 0) : input(x, 3, (i - 2) % 8, i < 10 ? 3 : 1)));
    pins.put("DATAIN", vector(16, i -> i < 8 ? input(x, 1, i, 0) : input(x, 2, i - 8, 3)));
    pins.put("CLOCK", nets.at(x, 2, "clk", "1'b0"));
    addMemory(x, 1, pins, 3);
  }

  /** The pins that the two of a column have side by side. */
  private void addMemory(int x, int which, Map<String, String> pins, int outputRow) {
    pins.put("MASKWREN", vector(4, i -> input(x, 3, i + 4 * which, 0)));
    pins.put("WREN", input(x, 3, 4 + which, 1));
    pins.put("CHIPSELECT", input(x, 3, 6 + which, 1));
    pins.put("STANDBY", input(x, 4, which, 3));
    pins.put("SLEEP", input(x, 4, 2 + which, 3));
    pins.put("POWEROFF", input(x, 4, 4 + which, 3));
    List<String> outputs = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      outputs.add(nets.at(x, outputRow + i / 8, "slf_op_" + i % 8, ""));
    }
    add(MEMORY, "spram_%d_%d".formatted(x, which), Map.of(), pins, "DATAOUT", outputs);
  }

  /** An input that nothing leads to is 0. */
  private String input(int x, int y, int lut, int number) {
    return nets.at(x, y, "lutff_%d/in_%d".formatted(lut, number), "1'b0");
  }

  private static String vector(int width, IntFunction<String> bit) {
    List<String> highestFirst = new ArrayList<>();
    for (int i = width - 1; i >= 0; i--) {
      highestFirst.add(bit.apply(i));
    }
    return "{" + String.join(", ", highestFirst) + "}";
  }

  private void add(
      String cell,
      String name,
      Map<String, Integer> settings,
      Map<String, String> pins,
      String output,
      List<String> outputs) {
    cells.merge(cell, 1L, Long::sum);
    List<String> parameters = new ArrayList<>();
    settings.forEach((setting, value) -> parameters.add(".%s(%d)".formatted(setting, value)));
    List<String> ports = new ArrayList<>(List.of(".%s(%s_out)".formatted(output, name)));
    pins.forEach((pin, nets) -> ports.add(".%s(%s)".formatted(pin, nets)));
    verilog.append("wire [%d:0] %s_out;\n".formatted(outputs.size() - 1, name));
    verilog.append(cell).append(parameters.isEmpty() ? "" : " #(" + list(parameters) + ")");
    verilog.append(" %s (%s);\n".formatted(name, list(ports)));
    for (int i = 0; i < outputs.size(); i++) {
      if (!outputs.get(i).isEmpty()) {
        verilog.append("assign %s = %s_out[%d];\n".formatted(outputs.get(i), name, i));
      }
    }
  }

  private static String list(List<String> entries) {
    return "\n  " + String.join(",\n  ", entries);
  }
}
