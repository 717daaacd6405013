package org.skiptrim.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
    SimulationResult result = new SimulationFiles(dataflow, recorded, folder).read(images.size());
    Files.delete(folder.resolve("in.txt")); // by far the largest of the files
    return result;
  }

  private static void report(String line, int frames, ProgressListener progress) {
    if (line.startsWith("frame ")) {
      progress.progress("simulating images", Long.parseLong(line.split(" ")[1]), frames, "images");
    }
  }
}
