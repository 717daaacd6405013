package org.skiptrim.runs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Steps worked through on paper, as {@link ExperimentRunner} does them.
 *
 * @param inputs of each step, by number
 * @param byUrgency all steps, the most urgent first
 */
record PaperRun(int[][] inputs, List<Integer> byUrgency, int cores) {
  private record Running(int step, double end) {}

  /**
   * When each step ends.
   *
   * @param threads of each, at most as many as there are cores
   * @param durations of each with so many threads
   */
  double[] ends(int[] threads, double[] durations) {
    double[] ends = new double[inputs.length];
    List<Integer> waiting = new ArrayList<>(byUrgency);
    PriorityQueue<Running> running = new PriorityQueue<>(Comparator.comparingDouble(Running::end));
    Set<Integer> done = new HashSet<>();
    double now = 0;
    int free = cores;
    while (!waiting.isEmpty() || !running.isEmpty()) {
      for (int i : List.copyOf(waiting)) {
        if (!IntStream.of(inputs[i]).allMatch(done::contains)) {
          continue;
        }
        if (threads[i] > free) {
          break;
        }
        waiting.remove((Integer) i);
        free -= threads[i];
        ends[i] = now + durations[i];
        running.add(new Running(i, ends[i]));
      }
      Running first = running.remove();
      now = first.end;
      free += threads[first.step];
      done.add(first.step);
    }
    return ends;
  }
}
