package org.skiptrim.process;

import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Why a tool failed, in a few words from its exit code and its output. */
final class FailureReason {
  private static final int SIGKILL = 137;
  private static final int LONGEST_LINE = 300;

  /** Yosys, Verilator and simulations, compilers, apt, npm. */
  private static final Pattern ERROR =
      Pattern.compile(
          "ERROR:|%Error|%Fatal|\\berror: |^E: |std::bad_alloc|Killed signal"
              + "|(?i:^npm err(or|!)) (?!code |errno |syscall )");

  private static final Pattern OUT_OF_MEMORY =
      Pattern.compile("std::bad_alloc|Killed signal|[Oo]ut of memory|Cannot allocate memory");

  private FailureReason() {}

  static String of(int exitCode, String errorLine) {
    if (exitCode == SIGKILL || OUT_OF_MEMORY.matcher(errorLine).find()) {
      return "killed, most likely because memory ran out; free some or make the design smaller";
    }
    return errorLine.isEmpty() ? "exit code " + exitCode + " without a word" : errorLine;
  }

  /** Reads a tool's output for the line that says what is wrong. */
  static final class Finder implements Consumer<String> {
    private String firstError = "";
    private String last = "";

    @Override
    public void accept(String line) {
      if (!line.isBlank()) {
        last = line;
      }
      if (firstError.isEmpty() && ERROR.matcher(line).find()) {
        firstError = line;
      }
    }

    /**
     * The first line that is an error, since those that follow are its consequences (such as
     * Verilator's "Exiting due to 3 errors"); else the last line; empty if there was none.
     */
    String line() {
      String line = (firstError.isEmpty() ? last : firstError).strip();
      return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "…";
    }
  }
}
