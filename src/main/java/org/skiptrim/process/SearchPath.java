package org.skiptrim.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.skiptrim.storage.TemporaryFiles;

/** The folders of PATH, and what is found there. */
final class SearchPath {
  private static final Duration VERSION_TIMEOUT = Duration.ofSeconds(30);

  /** What tools exit with that take the question for help as a mistake. */
  private static final int AFTER_HELP = 1;

  private final List<Path> folders;

  /** A search of {@code path}, a value of PATH. */
  SearchPath(String path) {
    folders =
        Stream.of(path.split(File.pathSeparator)).filter(f -> !f.isEmpty()).map(Path::of).toList();
  }

  /** All programs of this name, in the order in which a shell would see them. */
  List<Path> programs(String name) {
    return folders.stream()
        .map(folder -> folder.resolve(name).toAbsolutePath())
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .toList();
  }

  /** The first program that is recent enough, else what is wrong with the first. */
  ToolStatus find(Tool tool) throws IOException, InterruptedException {
    List<ToolStatus> found = new ArrayList<>();
    for (Path program : programs(tool.command())) {
      ToolStatus status = status(tool, program);
      if (status.installed().isPresent()) {
        return status;
      }
      found.add(status);
    }
    return found.isEmpty()
        ? ToolStatus.missing(tool, tool.command() + " is not on PATH")
        : found.get(0);
  }

  private static ToolStatus status(Tool tool, Path program)
      throws IOException, InterruptedException {
    String answer;
    try {
      answer = answer(tool, program);
    } catch (ToolFailure e) {
      return !tool.saysVersion() && e.exitCode() == AFTER_HELP
          ? ToolStatus.of(new InstalledTool(tool, program, ToolVersion.UNKNOWN))
          : ToolStatus.broken(tool, "%s does not run (%s)".formatted(program, e.reason()));
    }
    Optional<ToolVersion> said =
        tool.saysVersion() ? ToolVersion.in(answer) : Optional.of(ToolVersion.UNKNOWN);
    return said.map(version -> status(new InstalledTool(tool, program, version)))
        .orElseGet(
            () ->
                ToolStatus.broken(
                    tool, program + " does not say its version to " + tool.versionOption()));
  }

  private static ToolStatus status(InstalledTool found) {
    ToolVersion minimum = found.tool().minimum();
    return found.version().compareTo(minimum) >= 0
        ? ToolStatus.of(found)
        : ToolStatus.missing(
            found.tool(),
            "%s is version %s, %s is the oldest that works"
                .formatted(found.path(), found.version(), minimum));
  }

  private static String answer(Tool tool, Path program) throws IOException, InterruptedException {
    Path log = TemporaryFiles.file("skiptrim-" + tool.command(), ".log");
    try {
      List<String> command = List.of(program.toString(), tool.versionOption());
      String answer =
          new ToolProcess(
                  tool.command(), "saying its version", command, TemporaryFiles.place(), log)
              .withTimeout(VERSION_TIMEOUT)
              .answer();
      // nextpnr answers on standard error, where others have warnings.
      return answer.isBlank() ? Files.readString(log) : answer;
    } finally {
      Files.deleteIfExists(log);
    }
  }
}
