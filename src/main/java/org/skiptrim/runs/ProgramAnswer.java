package org.skiptrim.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.skiptrim.process.ToolProcess;
import org.skiptrim.storage.TemporaryFiles;

/** What a small program of this machine says, if it is here and can say it. */
final class ProgramAnswer {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private ProgramAnswer() {}

  /**
   * What it prints; nothing if it is not here, fails or takes long.
   *
   * @param what it is asked, for the log
   * @param command the program's name and its arguments
   */
  static Optional<String> to(String what, List<String> command) {
    try {
      Path log = TemporaryFiles.file("skiptrim-" + command.get(0), ".log");
      try {
        return Optional.of(
            new ToolProcess(command.get(0), what, command, Path.of("."), log)
                .withTimeout(PATIENCE)
                .answer()
                .strip());
      } finally {
        Files.deleteIfExists(log);
      }
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
