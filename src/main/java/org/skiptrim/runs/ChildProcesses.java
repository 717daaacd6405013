package org.skiptrim.runs;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.skiptrim.engine.ComputeDevice;

/**
 * Runs steps as child processes on this machine, each a Java of its own: a crash of native code or
 * a want of memory ends one step and not the others. Children end when this program does, even if
 * it is killed.
 *
 * @param mainClass the program whose command {@code step} runs a step
 * @param device where networks are trained
 * @param cores how many all children together may use
 * @param gpus that trainings share; none where they use no GPU
 */
public record ChildProcesses(
    String mainClass, ComputeDevice device, int cores, Optional<GpuSlots> gpus)
    implements Launcher {
  /** Of all memory; the rest is for the system and this program. */
  private static final double SHARE_OF_MEMORY = 0.85;

  /** On processors alone. */
  public ChildProcesses(String mainClass, int cores) {
    this(mainClass, ComputeDevice.CPU, cores, Optional.empty());
  }

  @Override
  public boolean hasRoom() {
    return gpus.map(GpuSlots::hasRoom).orElse(true);
  }

  @Override
  public long memoryMb() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return (long) (SHARE_OF_MEMORY * system.getTotalMemorySize()) >> 20;
  }

  @Override
  public Job start(Path directory, int threads) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command(directory, threads)).redirectErrorStream(true);
    builder.redirectOutput(directory.resolve(StepProcess.OUTPUT).toFile());
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    Optional<String> gpu = gpu(directory);
    gpu.ifPresent(name -> builder.environment().put(GpuSlots.VISIBLE, name));
    Process process = builder.start();
    gpu.ifPresent(name -> gpus.orElseThrow().occupy(name, process::isAlive));
    return new Child(process, directory);
  }

  /** Only what learns gets one. */
  private Optional<String> gpu(Path directory) throws IOException {
    return gpus.isPresent() && RunStore.step(directory).learns()
        ? gpus.get().free()
        : Optional.empty();
  }

  private List<String> command(Path directory, int threads) {
    List<String> command =
        new StepProcess(mainClass).command(directory.toString(), threads, device);
    command.addAll(List.of("--parent", String.valueOf(ProcessHandle.current().pid())));
    return command;
  }

  private record Child(Process process, Path directory) implements Job {
    @Override
    public boolean isAlive() {
      return process.isAlive();
    }

    @Override
    public String ending() throws IOException {
      return Ending.of(process.exitValue(), directory.resolve(StepProcess.OUTPUT));
    }

    @Override
    public void stop() {
      process.destroy();
    }

    @Override
    public void kill() {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
