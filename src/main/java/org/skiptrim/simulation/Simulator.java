package org.skiptrim.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skiptrim.hardware.Stream;
import org.skiptrim.network.Shape;
import org.skiptrim.process.ToolProcess;
import org.skiptrim.rtl.Dataflow;
import org.skiptrim.storage.ProgressListener;

/** A built simulation of one design; {@link Verilator#build} makes it. */
public final class Simulator {
  private final Dataflow dataflow;
  private final Map<String, Stream> recorded;
  private final Path directory;
  private final Path program;

  Simulator(Dataflow dataflow, Map<String, Stream> recorded, Path directory, Path program) {
    this.dataflow = dataflow;
    this.recorded = recorded;
    this.directory = directory;
    this.program = program;
  }

  /**
   * Feeds images back to back.
   *
   * @param images channels × height × width integers each
   * @param progress hears how many images are done
   * @throws Deadlock if the design stops for ever; names the streams that wait and the FIFOs that
   *     are full
   */
  public SimulationResult run(List<long[]> images, ProgressListener progress)
      throws IOException, InterruptedException {
    return run(images, "run", progress);
  }

  /**
   * The same in a folder of its own, so that several can run side by side.
   *
   * @param name of the folder
   */
  public SimulationResult run(List<long[]> images, String name, ProgressListener progress)
      throws IOException, InterruptedException {
    Path folder = directory.resolve("simulation").resolve(name);
    Files.createDirectories(folder);
    Shape shape = dataflow.shapes().get(dataflow.input().node());
    FeatureMapFile.write(folder.resolve("in.txt"), shape, images);
    new ToolProcess(
            "Simulation",
            "simulating " + images.size() + " images",
            List.of(
                program.toString(),
                "+run=" + folder,
                "+frames=" + images.size(),
                "+verilator+rand+reset+2"),
            directory,
            folder.resolve("run.log"))
        .withOnLine(line -> report(line, images.size(), progress))
        .run();
    SimulationResult result =
        result(folder, frameCycles(folder.resolve("frames.txt")), images.size());
    Files.delete(folder.resolve("in.txt")); // by far the largest of the files
    return result;
  }

  private static void report(String line, int frames, ProgressListener progress) {
    if (line.startsWith("frame ")) {
      progress.progress("simulating images", Long.parseLong(line.split(" ")[1]), frames, "images");
    }
  }

  private List<Long> frameCycles(Path file) throws IOException {
    List<Long> cycles = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      String[] words = line.split(" ");
      if (words[0].equals("deadlock")) {
        throw new Deadlock(cycles.size(), waiting(words[1], words[2]), dataflow.skips());
      }
      cycles.add(Long.parseLong(line));
    }
    return cycles;
  }

  /** The streams with valid and without ready; the bits come with the highest stream first. */
  private List<Stream> waiting(String valid, String ready) {
    List<Stream> waiting = new ArrayList<>();
    for (int i = 0; i < valid.length(); i++) {
      int bit = valid.length() - 1 - i;
      if (valid.charAt(bit) == '1' && ready.charAt(bit) == '0') {
        waiting.add(dataflow.streams().get(i));
      }
    }
    return waiting;
  }

  private SimulationResult result(Path folder, List<Long> cycles, int frames) throws IOException {
    List<Map<String, long[]>> traces = new ArrayList<>();
    for (int frame = 0; frame < frames; frame++) {
      traces.add(new LinkedHashMap<>());
    }
    for (Map.Entry<String, Stream> entry : recorded.entrySet()) {
      String node = entry.getValue().node();
      Path file = folder.resolve(entry.getKey() + ".txt");
      List<long[]> maps = FeatureMapFile.read(file, dataflow.shapes().get(node), frames);
      for (int frame = 0; frame < frames; frame++) {
        traces.get(frame).put(node, maps.get(frame));
      }
    }
    String output = dataflow.output().node();
    List<long[]> logits = traces.stream().map(trace -> trace.get(output)).toList();
    Optional<Long> perFrame =
        frames == 1
            ? Optional.empty()
            : Optional.of(cycles.get(frames - 1) - cycles.get(frames - 2));
    return new SimulationResult(logits, traces, cycles.get(0), perFrame);
  }
}
