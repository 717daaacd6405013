package org.skiptrim.runs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.cli.Main;
import org.skiptrim.engine.ComputeDevice;
import org.skiptrim.experiment.ExperimentPlan;
import org.skiptrim.experiment.NetworkStep;
import org.skiptrim.experiment.Step;
import org.skiptrim.spec.SpecText;

/** Steps in real processes of their own, as {@code skiptrim run} starts them. */
@Timeout(300)
class ChildProcessesTest {
  private static final String SPEC =
      SpecText.TINY + "variants: [residual, plain, skipper]\nprecisions: []\n";

  /** Longer than a signal needs to arrive. */
  private static final String LONG = "plain.epochs=1500";

  @TempDir Path folder;

  private RunStore store;

  @BeforeEach
  void setUp() {
    store = new RunStore(folder.resolve("runs"));
  }

  private ExperimentPlan plan(String... overrides) throws Exception {
    return new ExperimentPlan(SpecText.read(folder, SPEC, overrides), Map.of());
  }

  private RunSummary run(ExperimentPlan plan, RunListener listener)
      throws IOException, InterruptedException {
    Launcher launcher = new ChildProcesses(Main.class.getName(), 2);
    return new ExperimentRunner(store, launcher, listener, OptionalInt.of(1)).run(plan);
  }

  /** Sends a signal to a step after some epochs. */
  private final class Signalling extends Observer {
    private final String kind;
    private final String signal;
    private boolean sent;

    Signalling(String kind, String signal) {
      this.kind = kind;
      this.signal = signal;
    }

    @Override
    void epoch(Step<?> step) throws Exception {
      if (step.subject().contains(kind) && !sent) {
        sent = true;
        String process = store.status(step).process();
        String pid = process.substring(process.lastIndexOf(' ') + 1);
        assertEquals(0, new ProcessBuilder("kill", "-" + signal, pid).start().waitFor());
      }
    }
  }

  /** Hears that some epochs are done. */
  private abstract static class Observer extends Recording {
    abstract void epoch(Step<?> step) throws Exception;

    @Override
    public void note(Step<?> step, String line) {
      super.note(step, line);
      if (line.startsWith("epoch ") && !line.matches("epoch [12]/.*")) { // the one before is stored
        try {
          epoch(step);
        } catch (Exception e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  private static byte[] network(RunStore where, Step<?> step) throws IOException {
    return Files.readAllBytes(where.path(step).resolve(NetworkStep.NETWORK));
  }

  /** No GPU is needed for that: the children only hear of one. */
  @Test
  void run_withOneGpu_hasOneTrainingAtATime() throws Exception {
    GpuSlots gpus = new GpuSlots(List.of("0"), 1);
    Launcher launcher =
        new ChildProcesses(Main.class.getName(), ComputeDevice.CPU, 2, Optional.of(gpus));
    List<Boolean> room = new ArrayList<>();
    Recording listener =
        new Recording() {
          @Override
          public void started(Step<?> step, int number, int total, int threads) {
            super.started(step, number, total, threads);
            room.add(gpus.hasRoom());
          }
        };
    new ExperimentRunner(store, launcher, listener, OptionalInt.of(1))
        .run(plan("variants=[residual, plain]", "precisions=[]"));
    assertEquals(List.of(false, false), room);
    assertEquals(2, listener.done.size());
    assertTrue(gpus.hasRoom());
  }

  @Test
  void run_trainingsSideBySide_endAsInOneProcess() throws Exception {
    Recording heard = new Recording();
    ExperimentPlan plan = plan();
    assertTrue(run(plan, heard).isComplete(), heard.failures().toString());
    assertEquals(
        List.of("remove-skips with 1", "train with 1", "train with 1"),
        heard.started.stream().sorted().toList());
    RunStore other = new RunStore(folder.resolve("other"));
    Launcher here = new SameProcess(new MadeUpResources(false, folder));
    new ExperimentRunner(other, here, new Recording(), OptionalInt.of(1))
        .run(plan("variants=[residual, plain]"));
    for (Step<?> step : plan("variants=[residual, plain]").steps()) {
      assertArrayEquals(network(other, step), network(store, step), step.subject());
    }
  }

  @Test
  void run_oneStepKilled_failsAloneAndGoesOnLater() throws Exception {
    Recording heard = new Signalling("plain", "KILL");
    RunSummary summary = run(plan(LONG), heard);
    assertEquals(List.of("train", "remove-skips"), heard.done);
    assertEquals(1, summary.failed().size());
    assertTrue(heard.failures().get(0).contains("killed (signal 9)"), heard.failures().get(0));
    Step<?> killed = summary.failed().get(0);
    assertEquals(RunStatus.State.FAILED, store.status(killed).state());
    int epochs = Files.readAllLines(store.path(killed).resolve("metrics.csv")).size();
    assertTrue(epochs > 1);
    Recording again = new Signalling("plain", "TERM");
    run(plan(LONG), again);
    assertFalse(again.notes.get(0).startsWith("epoch 1/"), "it goes on: " + again.notes.get(0));
  }

  /** As a defect in libtorch would. */
  @Test
  void run_nativeCrash_failsAloneWithItsReason() throws Exception {
    Recording heard = new Signalling("plain", "SEGV");
    run(plan(LONG), heard);
    assertEquals(List.of("train", "remove-skips"), heard.done);
    assertTrue(heard.failures().get(0).contains("crashed in native code"), heard.failures().get(0));
  }

  @Test
  void run_interrupted_endsAllAndAllGoOn() throws Exception {
    Thread runner = Thread.currentThread();
    Recording heard =
        new Observer() {
          @Override
          void epoch(Step<?> step) {
            runner.interrupt();
          }
        };
    ExperimentPlan plan = plan("training.epochs=400");
    assertThrows(InterruptedException.class, () -> run(plan, heard));
    for (Step<?> step : plan.steps()) {
      RunStatus status = store.status(step);
      assertEquals(RunStatus.State.PENDING, status.state(), step.subject());
      assertTrue(Lease.holder(store.path(step)).isEmpty(), "nobody is at it any more");
    }
    assertFalse(heard.started.isEmpty());
  }

  @Test
  void run_anotherRunIsAtAStep_waitsForIt() throws Exception {
    ExperimentPlan plan = plan("variants=plain");
    Step<?> step = plan.steps().get(0);
    Launcher launcher = new ChildProcesses(Main.class.getName(), 2);
    RunDirectory directory = store.directory(step);
    Files.createDirectories(directory.path());
    directory.writeStep(step);
    Launcher.Job other = launcher.start(directory.path(), 1);
    while (directory.worker().isEmpty() && other.isAlive()) {
      Thread.sleep(20);
    }
    Recording heard = new Recording();
    assertTrue(run(plan, heard).isComplete());
    assertEquals(1, store.starts(step).size(), "it was not done twice");
  }
}
