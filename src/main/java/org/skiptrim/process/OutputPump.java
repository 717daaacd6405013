package org.skiptrim.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Carries a tool's output to its log and its listener, and remembers the line that explains. */
final class OutputPump implements Callable<Void> {
  private final Process process;
  private final BufferedReader lines;
  private final Path log;
  private final Consumer<String> onLine;
  private final FailureReason.Finder finder = new FailureReason.Finder();

  /** Of a process, whose output comes as {@code lines}. */
  OutputPump(Process process, BufferedReader lines, Path log, Consumer<String> onLine) {
    this.process = process;
    this.lines = lines;
    this.log = log;
    this.onLine = onLine;
  }

  @Override
  public Void call() throws IOException {
    try (BufferedReader reader = lines;
        Writer writer = Files.newBufferedWriter(log)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        writer.write(line);
        writer.write('\n');
        finder.accept(line);
        onLine.accept(line);
      }
      return null;
    } catch (IOException | RuntimeException e) {
      // Nobody reads any more: the tool would wait for ever for room in the pipe.
      ProcessTree.end(process);
      throw e;
    }
  }

  /** See {@link FailureReason.Finder#line}; to be asked when the output has ended. */
  String errorLine() {
    return finder.line();
  }
}
