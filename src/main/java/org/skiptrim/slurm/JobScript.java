package org.skiptrim.slurm;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.skiptrim.runs.StepProcess;

/** What an array job runs: for each of its tasks the step of one run directory. */
final class JobScript {
  /** Put between quotes, and found there again. */
  private static final String DIRECTORY = "@DIRECTORY@";

  private JobScript() {}

  /**
   * The script.
   *
   * @param directories of steps, by the index of their task
   */
  static String of(Cluster cluster, JobNeeds needs, List<Path> directories) {
    String steps =
        directories.stream()
            .map(path -> "  " + quoted(path.toString()) + "\n")
            .collect(Collectors.joining());
    String setup =
        cluster.profile().setup().stream().map(line -> line + "\n").collect(Collectors.joining());
    String command =
        cluster.process().command(DIRECTORY, needs.cores(), needs.device()).stream()
            .map(word -> quoted(word).replace(DIRECTORY, "'\"$step\"'"))
            .collect(Collectors.joining(" "));
    // In the shell's place, so that Slurm's signals are the step's.
    return """
        #!/bin/bash
        steps=(
        %s)
        step=${steps[$SLURM_ARRAY_TASK_ID]}
        %sexec %s >"$step/%s" 2>&1 </dev/null
        """
        .formatted(steps, setup, command, StepProcess.OUTPUT);
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
