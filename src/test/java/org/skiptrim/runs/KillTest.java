package org.skiptrim.runs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.cli.Main;
import org.skiptrim.experiment.ExperimentPlan;
import org.skiptrim.experiment.NetworkStep;
import org.skiptrim.experiment.Step;
import org.skiptrim.spec.ExperimentSpec;

/**
 * A process of its own runs an experiment and is killed (SIGKILL) at random moments, again and
 * again, until it comes to its end: with the bytes of one that nobody disturbed. {@code
 * -Dskiptrim.kills=50} kills that often.
 */
class KillTest {
  private static final int KILLS = Integer.getInteger("skiptrim.kills", 6);
  private static final long SEED = Long.getLong("skiptrim.kill-seed", 1);
  private static final int LONGEST_MILLIS = 8_000;

  private static final String SPEC =
      """
      dataset: {name: made-up}
      networks: [resnet8]
      variants: [residual, skipper, plain-distilled]
      precisions: []
      devices: []
      arithmetic: bf16
      teacher: {epochs: 12, batch_size: 16}
      plain_distilled: {epochs: 8, batch_size: 16}
      skipper: {epochs: 12, interval: 2, fade: 1, batch_size: 16}
      """;

  @TempDir Path folder;

  /** What the child runs; its steps are children of its own, which end when it is killed. */
  public static void main(String[] arguments) throws Exception {
    Launcher launcher = new ChildProcesses(Main.class.getName(), 2);
    new ExperimentRunner(
            new RunStore(Path.of(arguments[1])), launcher, new Recording(), OptionalInt.of(1))
        .run(plan(Path.of(arguments[0])));
  }

  private static ExperimentPlan plan(Path spec) throws Exception {
    return new ExperimentPlan(ExperimentSpec.read(spec, List.of()), Map.of());
  }

  @Test
  void kill_atAnyMoment_endsWithTheSameBytes() throws Exception {
    Path file = Files.writeString(folder.resolve("killed.yaml"), SPEC);
    ExperimentPlan plan = plan(file);
    RunStore undisturbed = new RunStore(folder.resolve("undisturbed"));
    assertEquals(0, child(file, folder.resolve("undisturbed")).waitFor());
    Random random = new Random(SEED);
    for (int round = 0, kills = 0; kills < KILLS; round++) {
      Path runs = folder.resolve("round" + round);
      kills += killUntilDone(file, runs, random);
      for (Step<?> step : plan.steps()) {
        assertArrayEquals(
            network(undisturbed, step), network(new RunStore(runs), step), step.subject());
      }
      assertLeftNothingBehind(runs);
    }
  }

  /** How often it was killed before it was through. */
  private int killUntilDone(Path file, Path runs, Random random) throws Exception {
    int kills = 0;
    while (true) {
      Process child = child(file, runs);
      if (child.waitFor(random.nextInt(LONGEST_MILLIS), TimeUnit.MILLISECONDS)) {
        assertEquals(0, child.exitValue());
        return kills + 1; // the round counts, so that the test ends on a machine that is fast
      }
      child.destroyForcibly().waitFor();
      kills++;
      if (kills > 3) { // now and then it may go on undisturbed
        assertEquals(0, child(file, runs).waitFor());
        return kills;
      }
    }
  }

  private static Process child(Path file, Path runs) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx1g",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            KillTest.class.getName(),
            file.toString(),
            runs.toString())
        .redirectErrorStream(true)
        .redirectOutput(new File(file.resolveSibling("child.log").toString()))
        .start();
  }

  private static byte[] network(RunStore store, Step<?> step) throws IOException {
    return Files.readAllBytes(store.path(step).resolve(NetworkStep.NETWORK));
  }

  private static void assertLeftNothingBehind(Path runs) throws IOException {
    try (var files = Files.walk(runs)) {
      List<Path> leftovers = files.filter(f -> f.toString().endsWith(".tmp")).toList();
      assertTrue(leftovers.isEmpty(), leftovers.toString());
    }
  }
}
