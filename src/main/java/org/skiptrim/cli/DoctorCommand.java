package org.skiptrim.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.skiptrim.dataset.DatasetSource;
import org.skiptrim.engine.Engine;
import org.skiptrim.process.InstalledTool;
import org.skiptrim.process.Tool;
import org.skiptrim.process.ToolStatus;
import org.skiptrim.process.ToolStatus.Kind;
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
    boolean well = engineLoads(out);
    List<ToolStatus> tools = Tools.ofThisMachine().status();
    for (ToolStatus status : tools) {
      well &= report(status, out);
    }
    reportLater(tools, out);
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

  private static boolean report(ToolStatus status, PrintWriter out) {
    switch (status.kind()) {
      case THERE -> {
        InstalledTool tool = status.installed().orElseThrow();
        out.printf("ok        %s %s%n", tool.path(), tool.version());
      }
      case LATER -> {} // all in one line, since they come together
      case MISSING -> problem("missing", status, remedy(status.tool()), out);
      case BROKEN ->
          problem("broken", status, "mend that: a variable of its own may be wrong", out);
    }
    return status.kind() == Kind.THERE || status.kind() == Kind.LATER;
  }

  private static void problem(String word, ToolStatus status, String remedy, PrintWriter out) {
    out.printf("%-9s %s: %s; %s%n", word, status.problem(), status.tool().costOfAbsence(), remedy);
  }

  private static void reportLater(List<ToolStatus> tools, PrintWriter out) {
    List<String> names =
        tools.stream()
            .filter(status -> status.kind() == Kind.LATER)
            .map(status -> status.tool().command())
            .toList();
    if (!names.isEmpty()) {
      out.printf(
          "later     %s: %s until skiptrim setup --placement fetches them (%s)%n",
          String.join(", ", names), Tool.NEXTPNR_ECP5.costOfAbsence(), Tools.PLACEMENT_SIZE);
    }
  }

  private static String remedy(Tool tool) {
    if (Tool.forPlacement().contains(tool)) {
      return "put the OSS CAD Suite on PATH";
    }
    return tool == Tool.NPM
        ? "install npm, such as with apt-get"
        : "skiptrim setup --tools installs it";
  }
}
