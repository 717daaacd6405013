package org.skiptrim.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.process.SideBySide;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.rtl.RtlDesign;
import org.skiptrim.simulation.SimulationResult;
import org.skiptrim.simulation.Simulator;
import org.skiptrim.simulation.Verilator;
import org.skiptrim.storage.Json;
import org.skiptrim.storage.ProgressListener;

/**
 * Test images through a design in batches, several processes side by side. Each batch is a file
 * when it is done, so a simulation that was stopped goes on behind the last one.
 *
 * @param folder of the batches, and of the copies of the design that are simulated
 * @param batchSize images of a batch
 */
record SimulationBatches(
    Path folder,
    int batchSize,
    RtlDesign design,
    QuantizedNetwork quantized,
    Dataset dataset,
    Verilator verilator,
    ProgressListener progress) {

  /** All of the first {@code images}, in order. */
  List<SimulationBatch> run(int images, int processes) throws IOException, InterruptedException {
    List<SimulationBatch> done = new ArrayList<>();
    List<Integer> missing = new ArrayList<>();
    for (int first = 0; first < images; first += batchSize) {
      if (Files.exists(file(first))) {
        done.add(Json.read(file(first), SimulationBatch.class));
      } else {
        missing.add(first);
      }
    }
    if (!missing.isEmpty()) {
      done.addAll(simulate(missing, images, processes));
    }
    done.sort(Comparator.comparingInt(SimulationBatch::first));
    return done;
  }

  private List<SimulationBatch> simulate(List<Integer> firsts, int images, int processes)
      throws IOException, InterruptedException {
    progress.note("building the simulation of " + design.instances().size() + " units");
    int left = firsts.stream().mapToInt(first -> size(first, images)).sum();
    RtlDesign copy = design.copyTo(folder.resolve("rtl"));
    Simulator simulator = verilator.build(copy, Verilator.Tracing.LOGITS, left);
    AtomicInteger simulated = new AtomicInteger();
    List<Callable<SimulationBatch>> tasks = new ArrayList<>();
    for (int first : firsts) {
      tasks.add(() -> simulate(simulator, first, size(first, images), simulated, left));
    }
    List<SimulationBatch> done = new ArrayList<>();
    new SideBySide(processes).run(tasks, done::add);
    return done;
  }

  private int size(int first, int images) {
    return Math.min(batchSize, images - first);
  }

  private SimulationBatch simulate(
      Simulator simulator, int first, int count, AtomicInteger simulated, int left)
      throws IOException, InterruptedException {
    List<long[]> images = TestImages.from(first, count, dataset, quantized.inputType());
    SimulationResult result = simulator.run(images, "run-" + first, counting(simulated, left));
    long compared =
        new LogitsComparison(quantized, this::traced).compare(first, images, result.logits());
    SimulationBatch batch =
        new SimulationBatch(
            first,
            count,
            compared,
            correct(first, result.logits()),
            result.firstFrameCycles(),
            result.cyclesPerFrame());
    Json.write(file(first), batch);
    return batch;
  }

  /** One image's progress among those of all batches. */
  private ProgressListener counting(AtomicInteger simulated, int left) {
    return new ProgressListener() {
      @Override
      public void progress(String what, long done, long all, String unit) {
        synchronized (simulated) {
          progress.progress(what, simulated.incrementAndGet(), left, unit);
        }
      }

      @Override
      public void note(String text) {
        progress.note(text);
      }
    };
  }

  private synchronized Map<String, long[]> traced(long[] image)
      throws IOException, InterruptedException {
    RtlDesign copy = design.copyTo(folder.resolve("traced"));
    return verilator
        .simulate(copy, List.of(image), Verilator.Tracing.ALL_NODES, progress)
        .traces()
        .get(0);
  }

  private int correct(int first, List<long[]> logits) {
    int correct = 0;
    for (int i = 0; i < logits.size(); i++) {
      correct += largest(logits.get(i)) == dataset.test().label(first + i) ? 1 : 0;
    }
    return correct;
  }

  /** The first of the largest, as the accuracy on the integers takes it. */
  private static int largest(long[] logits) {
    int largest = 0;
    for (int i = 1; i < logits.length; i++) {
      largest = logits[i] > logits[largest] ? i : largest;
    }
    return largest;
  }

  private Path file(int first) {
    return folder.resolve("batches").resolve("from-%05d.json".formatted(first));
  }
}
