package org.skiptrim.cli;

import java.io.PrintWriter;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.skiptrim.watch.WatchServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code skiptrim watch}. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    description = {
      "Serves a page on this machine's own address that shows experiments as they run: tables, curves, logs, time left.",
      "It reads run directories and changes nothing: start it before, during or after a run, as often as you like.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  skiptrim watch experiments/quickstart.yaml",
      "  skiptrim watch experiments/milestones recipe=short --port 8237",
      "  ssh -L 8237:127.0.0.1:8237 node7    then open the address here that watch printed there"
    })
final class WatchCommand implements Callable<Integer> {
  private static final int LAST_PORT = 65_535;

  @Mixin private SpecOptions experiment;

  @Option(
      names = "--port",
      paramLabel = "N",
      description =
          "Where (default: where this folder's page was the last time, or any that is free).")
  private Integer port;

  @Spec private CommandSpec command;

  @Override
  public Integer call() throws Exception {
    if (port != null && (port < 0 || port > LAST_PORT)) {
      throw new ParameterException(
          command.commandLine(), "--port is " + port + "; use 0 to " + LAST_PORT);
    }
    OptionalInt wanted = port == null ? OptionalInt.empty() : OptionalInt.of(port);
    PrintWriter out = command.commandLine().getOut();
    try (WatchServer server =
        WatchServer.start(experiment.title(), experiment.plans(), experiment.store(), wanted)) {
      out.println(server.address());
      out.flush();
      new CountDownLatch(1).await(); // until Ctrl-C
    } catch (InterruptedException e) {
      return ExitCode.DONE;
    }
    return ExitCode.DONE;
  }
}
