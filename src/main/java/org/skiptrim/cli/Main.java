package org.skiptrim.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.skiptrim.runs.Machine;
import org.skiptrim.storage.CacheDirectory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program. */
@Command(
    name = "skiptrim",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = {
      "Removes the skip connections of residual networks and makes FPGA designs of them.",
      ""
    },
    subcommands = {
      RunCommand.class,
      PlanCommand.class,
      StatusCommand.class,
      WatchCommand.class,
      ReportCommand.class,
      DoctorCommand.class,
      SetupCommand.class,
      ImportCommand.class,
      ShowCommand.class,
      ExportCommand.class,
      BoardCommand.class,
      ProjectCommand.class,
      ClassifyCommand.class,
      StepCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:something failed or is missing",
      "2:the command line or the spec is wrong",
      "130:interrupted; run the same command again to go on"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  skiptrim run experiments/quickstart.yaml     from images to a skipless FPGA design",
      "  skiptrim plan experiments/quickstart.yaml    what that takes",
      "  skiptrim status experiments/quickstart.yaml  what is done, what is not",
      "  skiptrim doctor                              which tools are there",
      "  skiptrim help run                            all about one command"
    })
public final class Main {
  Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    // What it writes is read by programs, too: the same digits and points everywhere.
    Locale.setDefault(Locale.ROOT);
    CommandLine command =
        commandLine().setOut(PlainWriter.on(System.out)).setErr(PlainWriter.on(System.err));
    System.exit(Interruption.guarding(() -> command.execute(arguments)));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .addSubcommand(new CommandLine.HelpCommand())
        .setParameterExceptionHandler(Main::wrongUsage)
        .setExecutionExceptionHandler(new FailureHandler(CacheDirectory.standard().resolve("logs")))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(100);
  }

  private static int wrongUsage(CommandLine.ParameterException error, String[] arguments) {
    CommandLine command = error.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("error: " + error.getMessage());
    err.println("try: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE;
  }

  /** Asked for only if it is wanted. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"skiptrim " + Machine.VERSION};
    }
  }
}
