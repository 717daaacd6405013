package org.skiptrim.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.dataset.DatasetSource;
import org.skiptrim.engine.ComputeDevice;
import org.skiptrim.process.InstalledTool;
import org.skiptrim.process.Tool;
import org.skiptrim.runs.Machine;
import org.skiptrim.runs.MachineResources;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code skiptrim setup}. */
@Command(
    name = "setup",
    mixinStandardHelpOptions = true,
    description = {
      "Installs tools and fetches the data sets.",
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

  @Option(names = "--data", description = "Only the data sets, such as CIFAR-10 with 170 MB.")
  private boolean onlyData;

  @Spec private CommandSpec command;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = command.commandLine().getOut();
    try (Display display = Display.on(out)) {
      MachineResources resources =
          new MachineResources(Machine.CORES, ComputeDevice.CPU, display.preparation());
      if (onlyTools || !onlyData) {
        for (Tool tool : Tool.forHardware()) {
          InstalledTool installed = resources.tool(tool);
          display.say(installed.path() + " " + installed.version());
        }
      }
      if (onlyData || !onlyTools) {
        for (DatasetSource source : DatasetSource.all()) {
          Dataset dataset = resources.dataset(source.name());
          display.say(
              "%s: %,d training and %,d test images"
                  .formatted(dataset.name(), dataset.train().size(), dataset.test().size()));
        }
      }
    }
    return ExitCode.DONE;
  }
}
