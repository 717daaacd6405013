package org.skiptrim.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.engine.ComputeDevice;
import org.skiptrim.runs.StepProcess;
import org.skiptrim.spec.ClusterProfile;

/** What is said to Slurm, and what is understood of what it says. */
class JobTest {
  @TempDir Path folder;

  private static final ClusterProfile PROFILE =
      new ClusterProfile(
          Map.of("partition", "big"),
          Map.of("train", "2-00:00:00"),
          Optional.of("60"),
          "gpu:a100:1",
          List.of("--constraint=fast"),
          List.of("module load java"),
          4,
          5,
          5);

  private static JobNeeds needs(String kind, ComputeDevice device, int delaySeconds) {
    return new JobNeeds(kind, 4, 1500, device, List.of("7_0", "7_1"), delaySeconds);
  }

  @Test
  void options_ofATraining_haveItsNeedsAndTheProfiles() {
    List<String> options = needs("train", ComputeDevice.CUDA, 0).options(PROFILE);
    assertTrue(
        options.containsAll(
            List.of(
                "--cpus-per-task=4",
                "--mem=1500M",
                "--time=2-00:00:00",
                "--gres=gpu:a100:1",
                "--partition=big",
                "--dependency=afterok:7_0:7_1",
                "--kill-on-invalid-dep=yes",
                "--constraint=fast")),
        options.toString());
  }

  @Test
  void options_ofAnotherKind_haveTheUsualTimeAndNoGpu() {
    List<String> options = needs("design", ComputeDevice.CPU, 30).options(PROFILE);
    assertTrue(options.containsAll(List.of("--time=60", "--begin=now+30")), options.toString());
    assertFalse(options.toString().contains("gpu"), options.toString());
  }

  @Test
  void delay_ofAttemptsThatComeNoFurther_grows() {
    assertEquals(0, JobNeeds.delaySeconds(1));
    assertEquals(0, JobNeeds.delaySeconds(2));
    assertEquals(30, JobNeeds.delaySeconds(3));
    assertEquals(120, JobNeeds.delaySeconds(5));
    assertEquals(1800, JobNeeds.delaySeconds(900));
  }

  /** Bash itself reads the script, with a program that only prints what it is given. */
  @Test
  void script_pathsWithBlanksAndQuotes_arriveWhole() throws Exception {
    Path step = Files.createDirectories(folder.resolve("it's a $HOME \"step\""));
    Cluster cluster =
        new Cluster(PROFILE, new StepProcess("Main"), ComputeDevice.CPU, OptionalInt.empty());
    String script =
        JobScript.of(cluster, needs("train", ComputeDevice.CPU, 0), List.of(folder, step));
    assertTrue(script.contains("\nmodule load java\nexec "), script);
    Path file = folder.resolve("job.sh");
    Files.writeString(
        file,
        script
            .replace("module load java", "shopt -s expand_aliases")
            .replaceFirst("exec '[^']*'", "exec printf '%s\\\\n'"));
    ProcessBuilder bash = new ProcessBuilder("bash", file.toString()).inheritIO();
    bash.environment().put("SLURM_ARRAY_TASK_ID", "1");
    assertEquals(0, bash.start().waitFor(), script);
    List<String> words = Files.readAllLines(step.resolve(StepProcess.OUTPUT));
    assertTrue(words.contains(step.toString()), words.toString());
    assertTrue(words.contains("-XX:ErrorFile=" + step + "/crash.log"), words.toString());
  }

  @Test
  void queuedJob_ofLine_hasItsFields() {
    assertEquals(
        Optional.of(new QueuedJob("5", 2, "PENDING", "Dependency", "a|b")),
        QueuedJob.of("5|2|PENDING|Dependency|a|b"));
    assertEquals(Optional.empty(), QueuedJob.of("5|N/A|RUNNING|None|interactive"));
  }

  @Test
  void find_numberOfAnotherJob_isNotTheJob() {
    Queue queue =
        new Queue(
            List.of(
                new QueuedJob("5", 0, "RUNNING", "None", "stranger"),
                new QueuedJob("6", 0, "COMPLETED", "None", "skiptrim-train-1"),
                new QueuedJob("7", 0, "PENDING", "None", "skiptrim-train-2")));
    assertEquals(Optional.empty(), queue.find(file("skiptrim-train-0", "5")));
    assertEquals(Optional.empty(), queue.find(file("skiptrim-train-1", "6")), "it is over");
    assertEquals("7_0", queue.find(file("skiptrim-train-2", "")).orElseThrow().id());
  }

  private static JobFile file(String name, String number) {
    return new JobFile(name, 0, number, Instant.EPOCH, 1, "");
  }

  private String ending(Map<String, String> job) throws Exception {
    return JobEnding.of(job, folder.resolve("0.out"), folder.resolve("output.txt"));
  }

  @Test
  void ending_ofEachState_namesReasonAndRemedy() throws Exception {
    assertTrue(ending(Map.of("JobState", "TIMEOUT", "TimeLimit", "01:00:00")).contains("01:00:00"));
    assertTrue(ending(Map.of("JobState", "OUT_OF_MEMORY")).contains("--mem="));
    assertTrue(ending(Map.of("JobState", "NODE_FAIL")).contains("node failed"));
    assertTrue(ending(Map.of("JobState", "PREEMPTED")).contains("make room"));
    assertTrue(ending(Map.of("JobState", "CANCELLED")).contains("cancelled"));
    assertTrue(ending(Map.of("JobState", "FAILED", "ExitCode", "0:11")).contains("SIGSEGV"));
    assertTrue(ending(Map.of("JobState", "FAILED", "ExitCode", "143:0")).contains("asked to stop"));
    Files.writeString(folder.resolve("output.txt"), "java: command not found\n");
    assertTrue(ending(Map.of("JobState", "FAILED", "ExitCode", "127:0")).contains("not found"));
  }

  @Test
  void ending_jobIsForgotten_isInItsOutput() throws Exception {
    assertTrue(ending(Map.of()).contains("forgotten"));
    Files.writeString(
        folder.resolve("0.out"),
        "slurmstepd: error: *** JOB 6 ON a CANCELLED AT 2026-11-28T21:16:42 DUE TO TIME LIMIT ***\n");
    assertEquals("Slurm ended it because of: time limit", ending(Map.of()));
  }
}
