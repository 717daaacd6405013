package org.skiptrim.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.engine.ComputeDevice;
import org.skiptrim.experiment.Machine;
import org.skiptrim.experiment.MachineResources;
import org.skiptrim.toolchain.InstalledTool;
import org.skiptrim.toolchain.Tool;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code skiptrim setup}. */
@Command(
    name = "setup",
    mixinStandardHelpOptions = true,
    description = {
      "Installs tools and fetches the data set.",
      "Runs do it, too, when they need them.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  skiptrim setup                            both",
      "  skiptrim setup --tools                    the tools only",
      "  SKIPTRIM_NO_INSTALL=1 skiptrim setup      says what is missing, and installs nothing"
    })
final class SetupCommand implements Callable<Integer> {
  @Option(names = "--tools", description = "Only the tools: Verilator, Yosys, what they need.")
  private boolean onlyTools;

  @Option(names = "--data", description = "Only the data set: CIFAR-10, 170 MB.")
  private boolean onlyData;

  @Spec private CommandSpec command;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = command.commandLine().getOut();
    try (Display display = Display.on(out)) {
      MachineResources resources =
          new MachineResources(Machine.CORES, ComputeDevice.CPU, display.bytes(), display::note);
      if (onlyTools || !onlyData) {
        for (Tool tool : Tool.values()) {
          InstalledTool installed = resources.tool(tool);
          display.note(installed.path() + " " + installed.version());
        }
      }
      if (onlyData || !onlyTools) {
        Dataset dataset = resources.dataset("cifar-10");
        display.note(
            "%s: %,d training and %,d test images"
                .formatted(dataset.name(), dataset.train().size(), dataset.test().size()));
      }
    }
    return ExitCode.DONE;
  }
}
