package org.skiptrim.runs;

import java.nio.file.Path;
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
    StringBuffer end = new StringBuffer();
    Thread thread = new Thread(() -> run(directory, end), "step");
    thread.start();
    return new Work(thread, end);
  }

  private void run(Path directory, StringBuffer end) {
    try {
      Step<?> step = RunStore.step(directory);
      new StepRunner(RunStore.around(directory), resources).run(step);
    } catch (Exception e) {
      end.append(Reason.of(e));
    }
  }

  private record Work(Thread thread, StringBuffer end) implements Job {
    @Override
    public boolean isAlive() {
      return thread.isAlive();
    }

    @Override
    public String ending() {
      return end.toString();
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
