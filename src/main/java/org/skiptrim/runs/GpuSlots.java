package org.skiptrim.runs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Which GPU a training gets: the one with the fewest of them, as long as there are not too many on
 * all. A small network leaves most of a GPU idle, so several share one.
 */
public final class GpuSlots {
  /** What tells CUDA which GPUs there are. */
  static final String VISIBLE = "CUDA_VISIBLE_DEVICES";

  private final int each;
  private final List<Training> trainings = new ArrayList<>();
  private final List<String> gpus;

  private record Training(String gpu, BooleanSupplier isAlive) {}

  /**
   * All slots free.
   *
   * @param gpus as CUDA names them: numbers or identifiers
   * @param each how many trainings share one
   */
  GpuSlots(List<String> gpus, int each) {
    this.gpus = List.copyOf(gpus);
    this.each = each;
  }

  /** Those of this machine that this process may use. */
  public static GpuSlots ofThisMachine(int each) {
    return new GpuSlots(visible(System.getenv()), each);
  }

  /** Their names. */
  static List<String> visible(Map<String, String> environment) {
    String named = environment.getOrDefault(VISIBLE, "").strip();
    if (!named.isEmpty()) {
      return List.of(named.split("\\s*,\\s*"));
    }
    String listed =
        ProgramAnswer.to("listing GPUs", List.of("nvidia-smi", "--list-gpus")).orElse("");
    int count = (int) listed.lines().filter(line -> line.startsWith("GPU ")).count();
    return IntStream.range(0, Math.max(1, count)).mapToObj(String::valueOf).toList();
  }

  /** Whether a training can begin. */
  boolean hasRoom() {
    return free().isPresent();
  }

  /** The GPU that the next training gets; nothing if all have as many as they may. */
  synchronized Optional<String> free() {
    trainings.removeIf(training -> !training.isAlive.getAsBoolean());
    return gpus.stream()
        .filter(gpu -> count(gpu) < each)
        .min(Comparator.comparingLong(this::count));
  }

  /** A training begins, and has the GPU as long as it lives. */
  synchronized void occupy(String gpu, BooleanSupplier isAlive) {
    trainings.add(new Training(gpu, isAlive));
  }

  private long count(String gpu) {
    return trainings.stream().filter(training -> training.gpu.equals(gpu)).count();
  }
}
