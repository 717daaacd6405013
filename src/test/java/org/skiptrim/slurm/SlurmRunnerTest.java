package org.skiptrim.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.experiment.Step;
import org.skiptrim.runs.RunStatus;
import org.skiptrim.runs.RunStore;
import org.skiptrim.spec.SpecText;

/** Whole runs of the program on a real Slurm, in which jobs, daemons and the program are killed. */
@EnabledOnOs(OS.LINUX)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(300)
class SlurmRunnerTest extends RunsOnSlurm {
  /** Whose first training is longer than a signal needs to arrive. */
  private static final String TABLE =
      SpecText.TINY.replace("teacher: {epochs: 2,", "teacher: {epochs: 40,")
          + """
          title: "Table 1: Killed at any moment"
          precisions: ["ap_fixed<8,3>"]
          tasks:
            - {task: "With skips", figure: accuracy, network: resnet8, variant: residual}
            - {task: "Skipper", figure: accuracy, network: resnet8, variant: skipper, precision: "ap_fixed<8,3>"}
          """;

  /** Longer than anybody waits. */
  private static final String ENDLESS = "teacher.epochs=100000";

  private static final int FIRST = 1;
  private static final int EARLY = 2;
  private static final int LAST = Order.DEFAULT + 1;
  private static final int KILLS = Integer.getInteger("skiptrim.kills", 3);

  @TempDir static Path shared;

  /** Runs beside the tests, since Slurm looks at time limits every half minute only. */
  private static Process limited;

  @BeforeAll
  static void startSlurm() throws Exception {
    slurm = RealSlurm.start(Files.createDirectory(shared.resolve("slurm")));
    SlurmRunnerTest test = new SlurmRunnerTest();
    test.folder = Files.createDirectory(shared.resolve("limited"));
    test.setUp();
    test.profile("time: 1\n");
    limited = test.master("variants=residual", ENDLESS);
  }

  @AfterAll
  static void stopSlurm() throws Exception {
    limited.destroyForcibly();
    slurm.close();
  }

  @Test
  @Order(FIRST)
  void run_stepsAlike_areOneArrayAndEndAsHere() throws Exception {
    String[] overrides = {"variants=[residual, skipper]", "trials=2"};
    assertEndsWith(0, master(overrides));
    List<Step<?>> steps = steps(overrides);
    assertSameNetworks(here(overrides), steps);
    Set<String> trainings = new TreeSet<>();
    for (Step<?> step : steps) {
      assertEquals(1, store.starts(step).size(), step.subject());
      if (step.kind().equals("train")) {
        trainings.add(job(step).name() + " " + job(step).index());
      }
    }
    String name = job(steps.get(0)).name();
    assertEquals(Set.of(name + " 0", name + " 1"), trainings);
  }

  /** Its program, its jobs and the node's daemon in turns, at any moment. */
  @Test
  void run_tableWithEverythingKilled_endsWithTheBytesOfALocalRun() throws Exception {
    Files.writeString(folder.resolve("tiny.yaml"), TABLE);
    Random random = new Random(1);
    Process master = master();
    awaitEpochs(master, steps().get(0), 1);
    for (int i = 0; i < KILLS; i++) {
      master.waitFor(random.nextInt(2000), TimeUnit.MILLISECONDS);
      switch (i % 3) {
        case 0 -> slurm.killJobs();
        case 1 -> {
          master.destroyForcibly().waitFor();
          master = master();
        }
        default -> {
          slurm.killDaemon();
          slurm.startDaemon();
        }
      }
    }
    assertEndsWith(0, master);
    assertTrue(store.starts(steps().get(0)).size() > 1, () -> wholeStory());
    assertSameResults(here());
  }

  /** Ctrl-C comes here, too, since the training would never end. */
  @Test
  @Order(EARLY)
  void run_timeLimit_goesOnAndProgramThatIsStoppedSaysHowToEndIt() throws Exception {
    folder = shared.resolve("limited");
    store = new RunStore(folder.resolve("runs"));
    Step<?> step = steps("variants=residual", ENDLESS).get(0);
    await(limited, () -> said().contains("it goes on from its checkpoint"));
    assertTrue(said().contains("(its time limit is 00:01:00)"), said());
    await(limited, () -> store.starts(step).size() > 1);
    int epochs = Files.readAllLines(store.path(step).resolve("metrics.csv")).size();
    awaitEpochs(limited, step, epochs + 3);
    limited.destroy();
    limited.waitFor();
    String number = job(step).number();
    assertTrue(said().contains("jobs go on without this program"), said());
    assertTrue(said().contains("scancel " + number), said());
    assertEquals("RUNNING", slurm.run("squeue --noheader --format=%T --jobs=" + number));
    slurm.cancel(number);
  }

  @Test
  @Order(LAST)
  void run_daemonsKilledAndNodeLost_goesOn() throws Exception {
    String[] overrides = {"variants=residual", ENDLESS};
    Process master = master(overrides);
    Step<?> step = steps(overrides).get(0);
    awaitEpochs(master, step, 3);
    slurm.killDaemon();
    slurm.killController();
    await(master, () -> said().contains("Slurm does not answer"));
    slurm.startController();
    slurm.startDaemon();
    await(master, () -> said().contains("Slurm answers again"));
    assertEquals(1, store.starts(step).size(), "it ran on");
    slurm.loseNode();
    await(master, () -> store.starts(step).size() == 2);
    assertEquals(1, liveJobs(), () -> "Slurm or the program started it again: " + wholeStory());
    master.destroyForcibly().waitFor();
    slurm.cancel(job(step).number());
  }

  @Test
  void run_programKilledAtAnyMoment_losesAndDoublesNothing() throws Exception {
    String[] overrides = {"variants=[residual, plain, skipper]", "trials=2"};
    Random random = new Random(1);
    for (int i = 0; i < KILLS; i++) {
      Process master = master(overrides);
      await(master, () -> Files.exists(folder.resolve("runs/slurm")));
      master.waitFor(random.nextInt(4000), TimeUnit.MILLISECONDS);
      master.destroyForcibly().waitFor();
    }
    assertEndsWith(0, master(overrides));
    Map<String, String> known = new TreeMap<>();
    for (Step<?> step : steps(overrides)) {
      assertEquals(RunStatus.State.DONE, store.status(step).state());
      assertEquals(1, store.starts(step).size(), step.subject());
      known.put(job(step).name(), job(step).number());
    }
    Map<String, String> submitted = new TreeMap<>();
    for (String line :
        slurm.run("squeue --me --states=all --noheader --format=%F|%j|%Z").lines().toList()) {
      String[] job = line.split("\\|");
      if (job[2].startsWith(folder.toString())) {
        String number = known.get(job[1]);
        assertNotNull(number, line + " is not of " + known);
        // Unknown where a program was killed before it noted it, and the job done before the next.
        assertTrue(number.isEmpty() || number.equals(job[0]), line + " is not of " + known);
        String before = submitted.put(job[1], job[0]);
        assertTrue(before == null || before.equals(job[0]), line + " was " + before + " before");
      }
    }
    assertFalse(submitted.isEmpty());
  }

  @Test
  void run_numberIsAnothersByNow_isNotBelieved() throws Exception {
    Path script = Files.writeString(folder.resolve("stranger.sh"), "#!/bin/sh\nexec sleep 99\n");
    String number =
        slurm.run("sbatch --parsable --mem=100 --array=0-0 --output=/dev/null " + script);
    Step<?> step = steps("variants=residual").get(0);
    store.prepare(step);
    new JobFile("skiptrim-train-of-old", 0, number, Instant.EPOCH, 1, "").write(store.path(step));
    assertEndsWith(0, master("variants=residual"));
    assertNotEquals(number, job(step).number());
    assertEquals("RUNNING", slurm.run("squeue --noheader --format=%T --jobs=" + number));
    slurm.cancel(number);
  }

  @Test
  void run_twoProgramsAtOnce_shareTheirJobs() throws Exception {
    String[] overrides = {"variants=[residual, skipper]"};
    Process one = master(overrides);
    Process other = master(overrides);
    assertEndsWith(0, one);
    assertEndsWith(0, other);
    try (Stream<Path> arrays = Files.list(folder.resolve("runs/slurm"))) {
      assertEquals(2, arrays.filter(Files::isDirectory).count(), said());
    }
    for (Step<?> step : steps(overrides)) {
      assertEquals(1, store.starts(step).size(), said());
    }
  }

  @Test
  void run_stepFails_holdsUpWhatNeedsIt() throws Exception {
    String[] overrides = {
      "variants=[residual, plain, skipper]",
      "plain.epochs=2",
      "teacher.epochs=20",
      "teacher.learning_rate=100"
    };
    assertEndsWith(1, master(overrides));
    assertTrue(said().contains("1 of 3 steps failed and hold up 1 more"), said());
    assertTrue(said().contains("failed: TrainingDiverged"), said());
  }

  @Test
  void run_profileIsRefused_saysWhy() throws Exception {
    profile("partition: nowhere\n");
    assertEndsWith(1, master("variants=residual"));
    assertTrue(said().contains("invalid partition specified: nowhere"), said());
    assertTrue(said().contains("mend the profile"), said());
  }

  @Test
  void run_noSlurmOnPath_saysWhereItIs() throws Exception {
    assertEndsWith(1, master(Map.of("PATH", folder.toString()), "variants=residual"));
    assertTrue(said().contains("sbatch is not on PATH"), said());
  }

  private long liveJobs() throws Exception {
    return slurm
        .run("squeue --me --noheader --format=%Z")
        .lines()
        .filter(place -> place.startsWith(folder.toString()))
        .count();
  }
}
