package org.skiptrim.cli;

/** What the program ends with. */
final class ExitCode {
  /** Everything was done. */
  static final int DONE = 0;

  /** Something failed, or is missing. */
  static final int FAILED = 1;

  /** The command line or the spec is wrong. */
  static final int USAGE = 2;

  /** Ctrl-C; what was done is kept. */
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
