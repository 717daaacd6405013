package org.skiptrim.runs;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.skiptrim.experiment.Resources;
import org.skiptrim.experiment.Step;

/** Runs steps on threads of this process, one at a time: data and tools can be made up. */
public record SameProcess(Resources resources) implements Launcher {
  @Override
  public int cores() {
    return 1;
  }

  @Override
  public long memoryMb() {
    return Long.MAX_VALUE;
  }

  @Override
  public Job start(Path directory, int threads) {
    AtomicReference<String> end = new AtomicReference<>("");
    Thread thread = new Thread(() -> run(directory, end), "step");
    thread.start();
    return new Work(thread, end);
  }

  private void run(Path directory, AtomicReference<String> end) {
    try {
      Step<?> step = RunStore.step(directory);
      new StepRunner(RunStore.around(directory), resources).run(step);
    } catch (Exception e) {
      end.set(Reason.of(e));
    }
  }

  private record Work(Thread thread, AtomicReference<String> end) implements Job {
    @Override
    public boolean isAlive() {
      return thread.isAlive();
    }

    @Override
    public String ending() {
      return end.get();
    }

    @Override
    public void stop() {
      thread.interrupt();
    }

    @Override
    public void kill() {
      thread.interrupt();
    }
  }
}
