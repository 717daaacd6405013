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
import org.skiptrim.rtl.Dataflow;

/**
 * What a simulation of a design has written.
 *
 * @param recorded the streams whose values it wrote, by their files' names
 * @param folder where to
 */
record SimulationFiles(Dataflow dataflow, Map<String, Stream> recorded, Path folder) {

  /**
   * Reads the first {@code frames} images' values.
   *
   * @throws Deadlock if the design stopped for ever
   */
  SimulationResult read(int frames) throws IOException {
    List<Long> cycles = frameCycles();
    List<Map<String, long[]>> traces = traces(frames);
    String output = dataflow.output().node();
    List<long[]> logits = traces.stream().map(trace -> trace.get(output)).toList();
    Optional<Long> perFrame =
        frames == 1
            ? Optional.empty()
            : Optional.of(cycles.get(frames - 1) - cycles.get(frames - 2));
    return new SimulationResult(logits, traces, cycles.get(0), perFrame);
  }

  /**
   * The cycle in which each image's last beat left.
   *
   * @throws Deadlock if the design stopped for ever
   */
  List<Long> frameCycles() throws IOException {
    List<Long> cycles = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("frames.txt"))) {
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

  private List<Map<String, long[]>> traces(int frames) throws IOException {
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
    return traces;
  }
}
