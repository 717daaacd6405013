package org.skiptrim.slurm;

import java.util.ArrayList;
import java.util.List;
import org.skiptrim.engine.ComputeDevice;
import org.skiptrim.experiment.NetworkStep;
import org.skiptrim.experiment.QuantizedStep;
import org.skiptrim.experiment.Step;
import org.skiptrim.spec.ClusterProfile;

/**
 * What a job asks Slurm for. Steps of which it is the same are tasks of one array job.
 *
 * @param kind of step
 * @param device where it computes
 * @param after jobs that must be done before, as {@code 4711_2}
 * @param delaySeconds how long it is not to be started yet
 */
record JobNeeds(
    String kind,
    int cores,
    long memoryMb,
    ComputeDevice device,
    List<String> after,
    int delaySeconds) {
  /** Before the end of its time, or a preemption: enough for a clean point and a checkpoint. */
  private static final int WARNING_SECONDS = 60;

  private static final int FIRST_DELAY_SECONDS = 30;
  private static final int LONGEST_DELAY_SECONDS = 1800;

  JobNeeds {
    after = List.copyOf(after);
  }

  /**
   * Those of a step.
   *
   * @param attempt which one in a row that comes no further: a node or a disk may need time
   */
  static JobNeeds of(
      Step<?> step, int cores, ComputeDevice device, List<String> after, int attempt) {
    boolean computes = step instanceof NetworkStep || step instanceof QuantizedStep;
    return new JobNeeds(
        step.kind(),
        cores,
        step.memoryMb(),
        computes ? device : ComputeDevice.CPU,
        after.stream().distinct().sorted().toList(),
        delaySeconds(attempt));
  }

  /** None at first, and none the second time; then twice as long each time. */
  static int delaySeconds(int attempt) {
    return attempt < 3
        ? 0
        : Math.min(LONGEST_DELAY_SECONDS, FIRST_DELAY_SECONDS << Math.min(attempt - 3, 10));
  }

  /** As {@code sbatch} takes them. */
  List<String> options(ClusterProfile profile) {
    List<String> options = new ArrayList<>();
    options.add("--ntasks=1");
    options.add("--cpus-per-task=" + cores);
    options.add("--mem=" + memoryMb + "M");
    profile.time(kind).ifPresent(limit -> options.add("--time=" + limit));
    if (device == ComputeDevice.CUDA) {
      options.add("--gres=" + profile.gpu());
    }
    profile.requests().forEach((name, value) -> options.add("--" + name + "=" + value));
    options.add("--requeue");
    options.add("--signal=B:TERM@" + WARNING_SECONDS);
    if (!after.isEmpty()) {
      options.add("--dependency=afterok:" + String.join(":", after));
      options.add("--kill-on-invalid-dep=yes");
    }
    if (delaySeconds > 0) {
      options.add("--begin=now+" + delaySeconds);
    }
    options.addAll(profile.options());
    return options;
  }
}
