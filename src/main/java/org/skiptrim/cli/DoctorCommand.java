package org.skiptrim.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.skiptrim.dataset.DatasetSource;
import org.skiptrim.engine.Engine;
import org.skiptrim.process.ToolStatus;
import org.skiptrim.process.Tools;
import org.skiptrim.runs.Machine;
import org.skiptrim.runs.Reason;
import org.skiptrim.storage.CacheDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code skiptrim doctor}. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Says what this machine has of what experiments need, and what the lack of it costs.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:all is there", "1:something is missing"},
    footerHeading = "%nExamples:%n",
    footer = {"  skiptrim doctor"})
final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = command.commandLine().getOut();
    for (Map.Entry<String, String> fact : Machine.facts().entrySet()) {
      out.printf("%-9s %s%n", fact.getKey(), fact.getValue());
    }
    boolean loads = engineLoads(out);
    GpuLines gpu = GpuLines.ofThisMachine(loads);
    gpu.lines().forEach(out::println);
    boolean well = loads && gpu.isWell();
    List<ToolStatus> tools = Tools.ofThisMachine().status();
    ToolLines.of(tools).forEach(out::println);
    well &= tools.stream().noneMatch(ToolLines::isProblem);
    Path cache = CacheDirectory.standard();
    for (DatasetSource source : DatasetSource.all()) {
      out.println(
          source.isIn(cache)
              ? "ok        data set " + source.name() + " in " + cache
              : "later     no data set %s in %s yet; the first run fetches it"
                  .formatted(source.name(), cache));
    }
    return well ? ExitCode.DONE : ExitCode.FAILED;
  }

  private static boolean engineLoads(PrintWriter out) {
    try {
      Engine.setThreads(1);
      out.println("ok        libtorch");
      return true;
    } catch (LinkageError e) {
      out.println("missing   libtorch (" + Reason.of(e) + "): no training, no evaluation");
      return false;
    }
  }
}
