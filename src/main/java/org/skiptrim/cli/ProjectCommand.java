package org.skiptrim.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.skiptrim.board.AxisDesign;
import org.skiptrim.board.ProjectWriter;
import org.skiptrim.device.Device;
import org.skiptrim.device.Resource;
import org.skiptrim.device.Utilization;
import org.skiptrim.report.Cell;
import org.skiptrim.report.Column;
import org.skiptrim.report.Table;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code skiptrim project}. */
@Command(
    name = "project",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a quantized network as a project for other makers' tools: SystemVerilog with AXI4-Streams, scripts for",
      "Vivado (utilization; a block design for Zynq) and a LiteX module; and reads Vivado's utilization back.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  skiptrim project small.safetensors --part xc7z020clg400-1 -o pynq",
      "  skiptrim project runs/quantize-resnet20-skipper-seed-1-0123456789ab --part xck26-sfvc784-2lv-c -o kria",
      "  vivado -mode batch -source pynq/synthesize.tcl",
      "  skiptrim project --report pynq"
    })
final class ProjectCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @ArgGroup(multiplicity = "1", exclusive = true)
  private Subject subject;

  /** One of both. */
  private static final class Subject {
    @ArgGroup(exclusive = false)
    private Making making;

    @Option(
        names = "--report",
        paramLabel = "DIR",
        description = "A project whose script has run: what Vivado says, beside the estimate.")
    private Path report;
  }

  /** What is written. */
  private static final class Making {
    @Parameters(
        paramLabel = "NETWORK",
        description = "A file with a quantized network, or the run directory of its step.")
    private Path network;

    @Option(
        names = "--part",
        required = true,
        paramLabel = "PART",
        description = "The device in full, as Vivado has it: xc7z020clg400-1.")
    private String part;

    @Option(
        names = {"-o", "--output"},
        required = true,
        paramLabel = "DIR",
        description = "Where all files go; made if it is missing.")
    private Path output;

    @ArgGroup(exclusive = false)
    private DesignOptions design = new DesignOptions();
  }

  @Override
  public Integer call() throws IOException {
    return subject.report == null ? write(subject.making) : report(subject.report);
  }

  private int write(Making making) throws IOException {
    NamedNetwork named = NamedNetwork.read(making.network, command.commandLine());
    PrintWriter out = command.commandLine().getOut();
    try {
      Device device = Device.named(making.part);
      AxisDesign.Written axis =
          making
              .design
              .on(device)
              .write(
                  named.requireQuantized(),
                  making.design.pixels(named),
                  making.output.resolve("rtl"));
      ProjectWriter.write(named.file().getFileName().toString(), making.part, axis, making.output);
      out.println(making.output + ": " + axis.summary());
      axis.misfit().ifPresent(out::println);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
    return ExitCode.DONE;
  }

  private int report(Path directory) throws IOException {
    ProjectWriter.Project project = ProjectWriter.read(directory);
    Utilization found = ProjectWriter.utilization(directory);
    Device device = Device.named(project.device());
    Table table =
        Table.of(
            "%s: what the design takes".formatted(project.part()),
            Column.text(""),
            Column.number("estimated, the network alone"),
            Column.number("by Vivado"),
            Column.number("of the device"));
    for (Resource resource : Resource.values()) {
      int decimals = resource == Resource.BRAM ? 1 : 0;
      table =
          table.row(
              Cell.text(resource.name()),
              Cell.number(project.estimate().used(resource), decimals),
              Cell.number(found.used(resource), decimals),
              new Cell.Percent(found.share(resource, device), 1, false));
    }
    command.commandLine().getOut().print(table.toText());
    return ExitCode.DONE;
  }
}
