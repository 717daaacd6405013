package org.skiptrim.runs;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Why something failed, in one line. */
public final class Reason {
  private Reason() {}

  /** The message of an error, with its kind where the message alone says too little. */
  public static String of(Throwable error) {
    String message = firstLine(error.getMessage());
    if (error instanceof NoSuchFileException) {
      return message + " does not exist";
    }
    if (error instanceof AccessDeniedException) {
      return message + ": permission denied";
    }
    boolean worded = error instanceof IOException || error instanceof IllegalArgumentException;
    return worded && !message.isEmpty()
        ? message
        : (error.getClass().getSimpleName() + ": " + message).replaceFirst(": $", "");
  }

  static String firstLine(String message) {
    return message == null ? "" : message.lines().findFirst().orElse("").strip();
  }
}
