package org.skiptrim.runs;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which GPU a training gets: the one with the fewest of them, as long as there are not too many on
 * all. A small network leaves most of a GPU idle, so several share one.
 */
final class GpuSlots {
  /** What tells CUDA which GPUs there are. */
  static final String VISIBLE = "CUDA_VISIBLE_DEVICES";

  private final int each;
  private final Map<String, Integer> busy = new HashMap<>();
  private final List<String> gpus;

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

  /** Those that this process may use. */
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
  synchronized boolean hasRoom() {
    return gpus.stream().anyMatch(gpu -> busy(gpu) < each);
  }

  /** A GPU for a training; nothing if all have as many as they may. */
  synchronized Optional<String> take() {
    Optional<String> best =
        gpus.stream().filter(gpu -> busy(gpu) < each).min(Comparator.comparingInt(this::busy));
    best.ifPresent(gpu -> busy.merge(gpu, 1, Integer::sum));
    return best;
  }

  /** A training has ended. */
  synchronized void giveBack(String gpu) {
    busy.merge(gpu, -1, Integer::sum);
  }

  private int busy(String gpu) {
    return busy.getOrDefault(gpu, 0);
  }
}
