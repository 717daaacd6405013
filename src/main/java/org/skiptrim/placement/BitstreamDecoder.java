package org.skiptrim.placement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.skiptrim.process.InstalledTool;
import org.skiptrim.process.ToolProcess;
import org.skiptrim.rtl.Netlist;
import org.skiptrim.storage.AtomicFiles;
import org.skiptrim.storage.Json;

/**
 * Makes hardware again of an iCE40's bitstream, which can be simulated: Project IceStorm says as
 * Verilog what the bits mean, and knows nothing of the design. {@link UltraPlusBlocks} adds an
 * UP5K's multipliers and single-port RAMs.
 *
 * @param unpacker takes the bitstream apart
 * @param decoder says what its bits mean
 */
public record BitstreamDecoder(InstalledTool unpacker, InstalledTool decoder) {
  /** What icebox_vlog calls it. */
  private static final String MODULE_OF_CHIP = "chip";

  private static final Pattern MODULE =
      Pattern.compile("module " + MODULE_OF_CHIP + " \\((.*)\\);");

  /** The pad of a port that placement dropped, since nothing hangs on it. */
  private static final String NONE = "";

  private static final String MEMORY = "SB_RAM40_4K";

  /**
   * Decodes a bitstream.
   *
   * @param placed what it was made of
   * @param folder where {@link Nextpnr#place} put it
   * @param directory where the result goes
   */
  public Netlist decode(Netlist placed, Path folder, Path directory)
      throws IOException, InterruptedException {
    Bitstream bitstream =
        new Bitstream(Flow.ICE40, folder.toAbsolutePath().resolve(Flow.ICE40.bitstream()));
    PlacedPorts ports = Json.read(folder.resolve(PlacementTry.PORTS), PlacedPorts.class);
    Path work = Files.createDirectories(directory).toAbsolutePath();
    Path unpacked = bitstream.unpack(unpacker, work);
    String decoded = verilog(unpacked, work);
    UltraPlusBlocks blocks = UltraPlusBlocks.find(decoded, Configuration.ofIce40(unpacked));
    String chip = withBlocks(withPortsApart(decoded), blocks);
    String text = chip + around(placed.topModule(), ports, chip);
    AtomicFiles.write(directory.resolve(Netlist.VERILOG), text);
    TreeMap<String, Long> cells = new TreeMap<>(blocks.cells());
    long memories = chip.lines().filter(line -> line.startsWith(MEMORY)).count();
    if (memories > 0) {
      cells.put(MEMORY, memories);
    }
    return new Netlist(directory, placed.topModule(), placed.family(), cells, placed.dataflow());
  }

  private String verilog(Path unpacked, Path directory) throws IOException, InterruptedException {
    String name = decoder.tool().command();
    List<String> command = List.of(decoder.path().toString(), unpacked.toString());
    return new ToolProcess(
            name,
            "saying what a bitstream's bits mean",
            command,
            directory,
            directory.resolve(name + ".log"))
        .answer();
  }

  /** With the kinds of ports behind their names: it declares some of them again as registers. */
  private static String withPortsApart(String verilog) throws IOException {
    Matcher module = MODULE.matcher(verilog);
    if (!module.find()) {
      throw new IOException("icebox_vlog wrote no module " + MODULE_OF_CHIP);
    }
    String ports = module.group(1);
    String names = ports.replace("input ", "").replace("output ", "");
    String head =
        "module %s (%s);\n%s;\n".formatted(MODULE_OF_CHIP, names, ports.replace(", ", ";\n"));
    return verilog.substring(0, module.start()) + head + verilog.substring(module.end());
  }

  /** Instead of the lines that icebox_vlog writes of their wires, which nothing declares. */
  private static String withBlocks(String verilog, UltraPlusBlocks blocks) {
    String without =
        verilog
            .lines()
            .filter(line -> !line.startsWith("/* DSP"))
            .collect(Collectors.joining("\n"));
    int end = without.lastIndexOf("endmodule");
    return without.substring(0, end) + blocks.verilog() + without.substring(end) + "\n";
  }

  /** The design's module, which is the chip with its pads called as the design's ports. */
  private static String around(String module, PlacedPorts placed, String chip) {
    List<String> ports = new ArrayList<>();
    List<String> pads = new ArrayList<>();
    placed
        .ports()
        .forEach(
            (name, port) -> {
              ports.add("%s [%d:0] %s".formatted(port.direction(), port.width() - 1, name));
              for (int i = 0; i < port.width(); i++) {
                String pad = verilogName(placed.pads().getOrDefault(port.bit(name, i), NONE));
                // Nor is a pad that no bit sets a port of the chip.
                if (!pad.equals(NONE) && chip.contains(pad)) {
                  pads.add(".%s(%s[%d])".formatted(pad, name, i));
                }
              }
            });
    return "\nmodule %s (%s);\n%s chip (\n  %s\n);\nendmodule\n"
        .formatted(module, String.join(", ", ports), MODULE_OF_CHIP, String.join(",\n  ", pads));
  }

  /** {@code X33/Y2/io1} as icebox_vlog calls it. */
  private static String verilogName(String pad) {
    return pad.replaceFirst("X(\\d+)/Y(\\d+)/io(\\d)", "io_$1_$2_$3");
  }
}
