package org.skiptrim.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.experiment.ExperimentPlan;
import org.skiptrim.experiment.Step;
import org.skiptrim.spec.SpecText;

class ThreadPlanTest {
  @TempDir Path folder;

  private List<Step<?>> steps(String... overrides) throws Exception {
    String spec = SpecText.TINY.replace("devices: []", "devices: [xc7z020]");
    return new ExperimentPlan(SpecText.read(folder, spec, overrides), Map.of()).steps();
  }

  /** The numbers of threads of each kind of training. */
  private static Map<String, List<Integer>> threads(List<Step<?>> steps, int cores) {
    ThreadPlan plan = new ThreadPlan(steps, cores);
    Map<String, List<Integer>> threads = new TreeMap<>();
    for (Step<?> step : steps) {
      if (step.learns()) {
        threads.computeIfAbsent(step.kind(), kind -> new ArrayList<>()).add(plan.of(step));
      }
    }
    return threads;
  }

  /** Removing the skips takes much longer than what can run beside it. */
  @Test
  void of_oneLongChain_hasAllCores() throws Exception {
    List<Step<?>> steps = steps("teacher.epochs=4", "skipper.epochs=5", "quantization.epochs=1");
    assertEquals(
        Map.of("train", List.of(2), "remove-skips", List.of(2), "quantize", List.of(1, 1)),
        threads(steps, 2));
  }

  @Test
  void of_trialsSideBySide_haveAThreadEach() throws Exception {
    List<Step<?>> steps = steps("trials=4", "training.epochs=10", "devices=[]", "precisions=[]");
    assertEquals(
        Map.of("train", List.of(1, 1, 1, 1), "remove-skips", List.of(1, 1, 1, 1)),
        threads(steps, 2));
    assertEquals(
        Map.of("train", List.of(4, 4, 4, 4), "remove-skips", List.of(4, 4, 4, 4)),
        threads(steps, 16));
  }

  @Test
  void of_oneCore_isOne() throws Exception {
    threads(steps(), 1).values().forEach(all -> all.forEach(n -> assertEquals(1, n)));
  }

  @Test
  void steps_mostWorkWaitsForTheFirst() throws Exception {
    List<Step<?>> steps = steps("teacher.epochs=4", "skipper.epochs=5", "quantization.epochs=1");
    List<String> kinds = new ThreadPlan(steps, 2).steps().stream().map(Step::kind).toList();
    assertEquals(List.of("train", "remove-skips", "quantize", "quantize"), kinds.subList(0, 4));
    assertEquals("simulate", kinds.get(kinds.size() - 3));
  }
}
