package org.skiptrim.synthesis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.skiptrim.device.Device;
import org.skiptrim.process.InstalledTool;
import org.skiptrim.rtl.Netlist;
import org.skiptrim.rtl.RtlDesign;
import org.skiptrim.storage.AtomicFiles;
import org.skiptrim.storage.TemporaryFolder;

/**
 * Makes a netlist of a whole design with Yosys, without pads: they belong to a board.
 *
 * @param yosys Yosys itself, in any version that can synthesize
 */
public record NetlistSynthesis(InstalledTool yosys) {

  /**
   * Synthesizes the design flat, which takes minutes and a GB for a ResNet20. What the netlist
   * takes of the device says {@link org.skiptrim.device.DeviceFamily#utilization} of its cells.
   *
   * @param directory where the netlist and Yosys's log go; files of an earlier one are replaced
   * @throws ToolFailure if Yosys fails; names the log
   */
  public Netlist run(RtlDesign design, Device device, Path directory)
      throws IOException, InterruptedException {
    SynthesisJob job =
        SynthesisJob.ofWhole(design, new ModuleSources(design), device).withNetlist();
    try (TemporaryFolder folder = TemporaryFolder.create("skiptrim-netlist")) {
      Path log = directory.resolve("synthesis.log");
      SortedMap<String, Long> cells = job.run(yosys, folder.path(), log);
      for (String name : List.of(Netlist.VERILOG, Netlist.JSON)) {
        Path made = folder.path().resolve(name);
        AtomicFiles.write(directory.resolve(name), out -> Files.copy(made, out));
      }
      String family = device.family().name();
      Netlist netlist = new Netlist(directory, job.module(), family, cells, design.dataflow());
      netlist.save();
      return netlist;
    }
  }
}
