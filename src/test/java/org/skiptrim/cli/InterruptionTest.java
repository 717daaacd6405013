package org.skiptrim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.dataset.Augmentation;
import org.skiptrim.engine.Arithmetic;
import org.skiptrim.network.Initialization;
import org.skiptrim.network.Network;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.ResNets;
import org.skiptrim.network.Shape;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.storage.ProgressListener;
import org.skiptrim.training.Checkpoints;
import org.skiptrim.training.CrossEntropy;
import org.skiptrim.training.LearningRateSchedule;
import org.skiptrim.training.MadeUpImages;
import org.skiptrim.training.Recipe;
import org.skiptrim.training.Trainer;
import org.skiptrim.training.TrainingState;

class InterruptionTest {
  @TempDir Path folder;

  private static Process start(Class<?> program, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void guarding_processIsToEnd_workerSaysItsLastWords() throws Exception {
    Process process = start(Worker.class);
    try (BufferedReader lines = process.inputReader()) {
      assertEquals("working", lines.readLine());
      process.toHandle().destroy(); // SIGTERM; Ctrl-C's SIGINT takes the same way
      assertEquals("stopped at a clean point", lines.readLine());
      assertEquals(128 + 15, process.waitFor());
    } finally {
      process.destroyForcibly();
    }
  }

  /** The epoch that SIGTERM ends is in the checkpoint, with the steps that were done. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void guarding_trainingIsToEnd_epochIsKept() throws Exception {
    Process process = start(Training.class, folder.toString());
    try (BufferedReader lines = process.inputReader()) {
      String line = lines.readLine();
      while (line != null && !line.equals("epoch 2 has begun")) {
        line = lines.readLine();
      }
      assertEquals("epoch 2 has begun", line);
      process.toHandle().destroy();
      assertEquals(128 + 15, process.waitFor());
    } finally {
      process.destroyForcibly();
    }
    TrainingState kept = new Checkpoints(folder).latest().orElseThrow();
    assertEquals(1, kept.epoch());
    int steps = kept.begun().orElseThrow().steps();
    assertTrue(steps >= 10, "steps kept: " + steps);
  }

  @Test
  void guarding_workEnds_itsCodeIsReturned() {
    assertEquals(List.of(0, 2), List.of(code(0), code(2)));
  }

  private static int code(int code) {
    return Interruption.guarding(() -> code);
  }

  /** Works until it is interrupted. */
  static final class Worker {
    public static void main(String[] arguments) {
      System.exit(Interruption.guarding(Worker::work));
    }

    private static int work() {
      System.out.println("working");
      try {
        Thread.sleep(Long.MAX_VALUE);
        return 0;
      } catch (InterruptedException e) {
        System.out.println("stopped at a clean point");
        return ExitCode.INTERRUPTED;
      }
    }
  }

  /** Trains for longer than a test would wait, and says that its second epoch has begun. */
  static final class Training {
    private static final Shape IMAGE = new Shape(3, 8, 8);
    private static final int[] SIZES = {20, 100_000}; // images of the first epoch and of all others

    public static void main(String[] arguments) {
      System.exit(Interruption.guarding(() -> train(Path.of(arguments[0]))));
    }

    private static int train(Path folder) {
      Network<RealOp> network = ResNets.resNet(1, new int[] {4, 8}, IMAGE, 4);
      TrainedNetwork start = new TrainedNetwork(network, Initialization.of(network, 1));
      try {
        Checkpoints checkpoints = new Checkpoints(folder);
        trainer(SIZES[0], 1).train(start, new CrossEntropy(), checkpoints);
        trainer(SIZES[1], 2).train(start, new CrossEntropy(), checkpoints);
        return 0;
      } catch (CancellationException e) {
        return ExitCode.INTERRUPTED;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static Trainer trainer(int images, int epochs) {
      Recipe recipe =
          new Recipe(
              epochs,
              20,
              new LearningRateSchedule.OneCycle(0.1, 0.3),
              0.9,
              1e-4,
              0,
              Augmentation.NONE,
              Arithmetic.FP32,
              7);
      return new Trainer(
          MadeUpImages.of(images, 20, 8), recipe, network -> 0, new Watch(), record -> {});
    }

    private record Watch() implements ProgressListener {
      @Override
      public void progress(String what, long done, long total, String unit) {
        if (what.startsWith("epoch 2/")) {
          System.out.println("epoch 2 has begun");
        }
      }

      @Override
      public void note(String line) {}
    }
  }
}
