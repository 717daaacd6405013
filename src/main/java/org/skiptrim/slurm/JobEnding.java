package org.skiptrim.slurm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.skiptrim.runs.Ending;

/** Why a job ended before its step was done: one line with the remedy. */
final class JobEnding {
  /** Slurm's last words in a job's output, which stay when it has forgotten the job. */
  private static final Pattern LAST_WORDS =
      Pattern.compile("CANCELLED AT \\S+(?: DUE TO ([A-Z ]+))?");

  private static final Pattern EXIT_CODE = Pattern.compile("(\\d+):(\\d+)");

  private JobEnding() {}

  /**
   * The line.
   *
   * @param job what Slurm remembers of it, by field; may be empty
   * @param words where Slurm writes into the job's output
   * @param output what the step's process printed
   */
  static String of(Map<String, String> job, Path words, Path output) throws IOException {
    return switch (job.getOrDefault("JobState", "")) {
      case "TIMEOUT", "DEADLINE" -> timeLimit(job);
      case "OUT_OF_MEMORY" ->
          "it took more memory than it had asked for; give it more with options: [\"--mem=…\"] in"
              + " the profile";
      case "NODE_FAIL", "BOOT_FAIL" -> "its node failed";
      case "PREEMPTED" -> "it had to make room for another job";
      case "CANCELLED" -> cancelled(job);
      case "FAILED", "COMPLETED" -> exited(job, output);
      default -> forgotten(words);
    };
  }

  private static String timeLimit(Map<String, String> job) {
    return "it reached its time limit (%s); a longer one is time: in the profile"
        .formatted(job.getOrDefault("TimeLimit", "unknown"));
  }

  private static String cancelled(Map<String, String> job) {
    return "DependencyNeverSatisfied".equals(job.get("Reason"))
        ? "what it waited for was not done"
        : "it was cancelled";
  }

  private static String exited(Map<String, String> job, Path output) throws IOException {
    Matcher code = EXIT_CODE.matcher(job.getOrDefault("ExitCode", ""));
    if (!code.matches()) {
      return forgotten(output);
    }
    int signal = Integer.parseInt(code.group(2));
    int exit = signal > 0 ? 128 + signal : Integer.parseInt(code.group(1));
    return switch (exit) {
      case 0 -> "it ended without a result";
      case 130, 143 ->
          "it was asked to stop (its time limit is %s)"
              .formatted(job.getOrDefault("TimeLimit", "unknown"));
      default -> Ending.of(exit, output);
    };
  }

  private static String forgotten(Path words) throws IOException {
    if (Files.exists(words)) {
      Matcher last =
          LAST_WORDS.matcher(new String(Files.readAllBytes(words), StandardCharsets.UTF_8));
      if (last.find()) {
        return last.group(1) == null
            ? "it was cancelled"
            : "Slurm ended it because of: " + last.group(1).strip().toLowerCase(Locale.ROOT);
      }
    }
    return "it is gone, and Slurm has forgotten why";
  }
}
