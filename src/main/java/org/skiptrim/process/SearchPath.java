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

/** The folders of PATH, and what is found there. */
final class SearchPath {
  private static final Duration VERSION_TIMEOUT = Duration.ofSeconds(30);

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
    List<String> problems = new ArrayList<>();
    problems.add(tool.command() + " is not on PATH");
    for (Path program : programs(tool.command())) {
      Optional<ToolVersion> version = version(tool, program);
      if (version.filter(v -> v.compareTo(tool.minimum()) >= 0).isPresent()) {
        return ToolStatus.of(new InstalledTool(tool, program, version.get()));
      }
      problems.add(
          version
              .map(
                  v ->
                      "%s is version %s, %s is the oldest that works"
                          .formatted(program, v, tool.minimum()))
              .orElse(
                  "%s does not say its version to %s".formatted(program, tool.versionOption())));
    }
    return ToolStatus.missing(tool, problems.get(Math.min(1, problems.size() - 1)));
  }

  private static Optional<ToolVersion> version(Tool tool, Path program)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile("skiptrim-" + tool.command(), ".log");
    try {
      List<String> command = List.of(program.toString(), tool.versionOption());
      return ToolVersion.in(
          new ToolProcess(tool.command(), "saying its version", command, log.getParent(), log)
              .withTimeout(VERSION_TIMEOUT)
              .answer());
    } catch (ToolFailure e) {
      // A program that cannot even say its version is as good as absent; the caller says which.
      return Optional.empty();
    } finally {
      Files.deleteIfExists(log);
    }
  }
}
