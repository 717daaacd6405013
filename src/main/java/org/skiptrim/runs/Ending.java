package org.skiptrim.runs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Why a process ended that did not say so itself. */
public final class Ending {
  /** A shell's and Java's way to say "ended by signal n" is an exit code of 128 + n. */
  private static final int SIGNAL = 128;

  private static final Map<Integer, String> CRASHES =
      Map.of(4, "SIGILL", 6, "SIGABRT", 7, "SIGBUS", 8, "SIGFPE", 11, "SIGSEGV");

  private Ending() {}

  /**
   * One line.
   *
   * @param output what the process printed
   */
  public static String of(int exitCode, Path output) throws IOException {
    int signal = exitCode - SIGNAL;
    if (signal == 9) {
      return "its process was killed (signal 9), by hand, or by the system because memory ran out";
    }
    if (CRASHES.containsKey(signal)) {
      return "its process crashed in native code (%s); what it printed is in %s"
          .formatted(CRASHES.get(signal), output);
    }
    if (signal > 0) {
      return "its process was ended by signal " + signal;
    }
    String last = lastLine(output);
    return "its process ended with exit code %d%s"
        .formatted(exitCode, last.isEmpty() ? " and printed nothing" : ": " + last);
  }

  private static String lastLine(Path output) throws IOException {
    if (!Files.exists(output)) {
      return "";
    }
    return new String(Files.readAllBytes(output), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.isBlank())
        .reduce("", (earlier, later) -> later)
        .strip();
  }
}
