package org.skiptrim.slurm;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.skiptrim.process.ToolFailure;
import org.skiptrim.process.ToolProcess;

/**
 * Slurm's commands, which need no accounting database.
 *
 * @param folder where they run and what they print is kept
 */
record Slurm(Path folder) {
  /** Longer than they try by themselves to reach a controller that does not answer. */
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  /** What the names of all jobs begin with. */
  static final String NAMES = "skiptrim-";

  private static final List<String> COMMANDS = List.of("sbatch", "squeue", "scontrol");

  private static final Pattern FIELD = Pattern.compile("(?<=^|\\s)(\\w+)=(\\S*)");

  /** It is away, or has too much to do, for now. */
  private static final Pattern PASSING =
      Pattern.compile(
          "(?i)unable to contact|timed out|temporarily|connection|submit limit|submitjob"
              + "|dependency problem|not done after");

  /** Where what belongs to an array job is. */
  Path folder(String name) {
    return folder.resolve(name);
  }

  /** Where Slurm's own words about a job are. */
  Path words(JobFile job) {
    return folder(job.name()).resolve(job.index() + ".out");
  }

  /**
   * Makes sure that the commands are there.
   *
   * @throws IOException naming one that is not
   */
  void require() throws IOException {
    for (String command : COMMANDS) {
      if (!isOnPath(command)) {
        throw new IOException(
            command
                + " is not on PATH; --on slurm is for a machine that submits jobs to Slurm: log in"
                + " to one, or load the cluster's module for it, or leave --on slurm out");
      }
    }
    Files.createDirectories(folder);
  }

  private static boolean isOnPath(String command) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(place -> !place.isEmpty())
        .anyMatch(place -> Files.isExecutable(Path.of(place, command)));
  }

  /** The user's jobs that are tasks of arrays. */
  Queue queue() throws IOException, InterruptedException {
    // Said in full, since variables of the user's may have other ideas of what is to be shown.
    String format = "--format=" + QueuedJob.FORMAT;
    String answer =
        answer(
            "asking for jobs",
            List.of("squeue", "--me", "--noheader", "--array", "--states=all", format));
    return new Queue(answer.lines().flatMap(line -> QueuedJob.of(line).stream()).toList());
  }

  /**
   * Submits an array job.
   *
   * @return its number
   */
  String submit(List<String> options, Path script) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("sbatch", "--parsable"));
    command.addAll(options);
    command.add(script.toString());
    return answer("submitting " + script, command)
        .strip()
        .split(";", -1)[0]; // a cluster's name may follow
  }

  /**
   * What Slurm remembers of a job, by field; empty if it has forgotten it.
   *
   * @param name that it must have, since its number may be another one's by now
   */
  Map<String, String> show(String id, String name) throws IOException, InterruptedException {
    String answer;
    try {
      answer = answer("asking for job " + id, List.of("scontrol", "show", "job", "--oneliner", id));
    } catch (ToolFailure e) {
      return Map.of();
    }
    for (String line : answer.lines().toList()) {
      Map<String, String> fields = new TreeMap<>();
      Matcher field = FIELD.matcher(line);
      while (field.find()) {
        fields.putIfAbsent(field.group(1), field.group(2));
      }
      if (name.equals(fields.get("JobName"))) {
        return fields;
      }
    }
    return Map.of();
  }

  /** Whether something may go through if it is tried again later. */
  static boolean isPassing(ToolFailure failure) {
    return PASSING.matcher(failure.getMessage()).find();
  }

  private String answer(String task, List<String> command)
      throws IOException, InterruptedException {
    String name = command.get(0);
    Path log = folder.resolve(name + ".log");
    return new ToolProcess(name, task, command, folder, log).withTimeout(TIMEOUT).answer();
  }
}
