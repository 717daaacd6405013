package org.skiptrim.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.skiptrim.results.ExperimentReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code skiptrim report}. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Writes an experiment's report, as far as it is done: Markdown, CSV and one HTML page.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  skiptrim report experiments/quickstart.yaml",
      "  skiptrim report experiments/milestones    one document of several experiments, and one of each"
    })
final class ReportCommand implements Callable<Integer> {
  @Mixin private SpecOptions experiment;
  @Spec private CommandSpec command;

  @Override
  public Integer call() throws Exception {
    ExperimentReport.Written written = new Reports(experiment, experiment.plans()).write();
    for (Path file : written.files()) {
      command.commandLine().getOut().println(file);
    }
    written.problems().forEach(line -> command.commandLine().getErr().println("warning: " + line));
    return ExitCode.DONE;
  }
}
