package org.skiptrim.placement;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.skiptrim.process.InstalledTool;
import org.skiptrim.process.ToolProcess;

/**
 * The file that a chip is loaded with.
 *
 * @param flow of the chip's family
 * @param file absolute
 */
record Bitstream(Flow flow, Path file) {
  /** Makes it of a routed design. */
  void pack(InstalledTool packer, Path routed) throws IOException, InterruptedException {
    List<String> command = List.of(packer.path().toString(), routed.toString(), file.toString());
    run(packer, "making a bitstream", command, file.getParent());
  }

  /** What it sets the chip to, as a text in a folder. */
  Path unpack(InstalledTool unpacker, Path folder) throws IOException, InterruptedException {
    Path text = folder.resolve("unpacked." + flow.configuration());
    List<String> command = List.of(unpacker.path().toString(), file.toString(), text.toString());
    run(unpacker, "taking a bitstream apart", command, folder);
    return text;
  }

  private static void run(InstalledTool tool, String task, List<String> command, Path folder)
      throws IOException, InterruptedException {
    String name = tool.tool().command();
    new ToolProcess(name, task, command, folder, folder.resolve(name + ".log")).run();
  }

  /**
   * Takes it apart again and compares: all bits of an iCE40's, and of an ECP5's what {@link
   * Ecp5Text} knows.
   *
   * @return how many settings were compared
   * @throws IOException if one of them differs; names it
   */
  int check(InstalledTool unpacker, Path routed) throws IOException, InterruptedException {
    Configuration asked = flow.read(routed);
    Optional<String> difference =
        asked.firstDifference(flow.read(unpack(unpacker, file.getParent())));
    if (difference.isPresent()) {
      throw new IOException(
          "%s is not what was routed: %s".formatted(file.getFileName(), difference.get()));
    }
    return asked.size();
  }
}
