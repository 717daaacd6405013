package org.skiptrim.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.dataset.DatasetSource;
import org.skiptrim.engine.ComputeDevice;
import org.skiptrim.process.InstalledTool;
import org.skiptrim.process.Tool;
import org.skiptrim.process.Tools;
import org.skiptrim.runs.Machine;
import org.skiptrim.runs.MachineResources;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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
      "  skiptrim setup                            tools and CIFAR-10",
      "  skiptrim setup --tools                    the tools only",
      "  skiptrim setup --placement                nextpnr and what makes bitstreams",
      "  SKIPTRIM_NO_INSTALL=1 skiptrim setup      says what is missing, and installs nothing"
    })
final class SetupCommand implements Callable<Integer> {
  @Option(names = "--tools", description = "Only the tools: Verilator, Yosys, what they need.")
  private boolean onlyTools;

  @Option(
      names = "--placement",
      description =
          "Only the tools that place, route and make bitstreams for ECP5 and iCE40: those on PATH, or"
              + " Debian 13's, unpacked into the cache without root ("
              + Tools.PLACEMENT_SIZE
              + ").")
  private boolean onlyPlacement;

  @Option(
      names = "--data",
      arity = "0..*",
      paramLabel = "NAME",
      description = "Only data sets: those named, or all; without this option cifar-10 (170 MB).")
  private List<String> data;

  @Spec private CommandSpec command;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = command.commandLine().getOut();
    try (Display display = Display.on(out)) {
      MachineResources resources =
          new MachineResources(Machine.CORES, ComputeDevice.CPU, display.preparation());
      for (Tool tool : wantedTools()) {
        InstalledTool installed = resources.tool(tool);
        display.say(installed.path() + " " + installed.version());
      }
      boolean well = true;
      for (DatasetSource source : wanted()) {
        well &= fetch(source, resources.cache(), display);
      }
      return well ? ExitCode.DONE : ExitCode.FAILED;
    }
  }

  private List<Tool> wantedTools() {
    List<Tool> tools = new ArrayList<>();
    if (onlyTools || (data == null && !onlyPlacement)) {
      tools.addAll(Tool.forHardware());
    }
    if (onlyPlacement) {
      tools.addAll(Tool.forPlacement());
    }
    return tools;
  }

  private List<DatasetSource> wanted() {
    if (data == null) {
      return onlyTools || onlyPlacement ? List.of() : List.of(DatasetSource.named("cifar-10"));
    }
    return data.isEmpty() ? DatasetSource.all() : data.stream().map(this::named).toList();
  }

  private DatasetSource named(String name) {
    try {
      return DatasetSource.named(name);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), "--data: " + e.getMessage(), e);
    }
  }

  /** One that cannot be had keeps nobody from the others. */
  private static boolean fetch(DatasetSource source, Path cache, Display display) {
    try {
      Dataset dataset = source.load(cache, display.preparation());
      display.say(
          "%s: %,d training and %,d test images"
              .formatted(dataset.name(), dataset.train().size(), dataset.test().size()));
      return true;
    } catch (IOException e) {
      display.say(e.getMessage());
      return false;
    }
  }
}
