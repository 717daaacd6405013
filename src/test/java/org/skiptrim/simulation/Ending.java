package org.skiptrim.simulation;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.skiptrim.quantization.IntegerInterpreter;

/** How a run of a {@link SharedSimulation} ended for one of its designs. */
record Ending(SharedDesign design, SimulationFiles files, List<long[]> images) {

  /** The first value that differs from the interpreter's, of those written down. */
  Optional<BitExactness.Difference> firstDifference() throws IOException {
    SimulationResult result = files.read(images.size());
    IntegerInterpreter interpreter = new IntegerInterpreter(design.network());
    for (int i = 0; i < images.size(); i++) {
      Optional<BitExactness.Difference> difference =
          BitExactness.firstDifference(
              design.network().network(), interpreter.trace(images.get(i)), result.traces().get(i));
      if (difference.isPresent()) {
        return difference;
      }
    }
    return Optional.empty();
  }

  /**
   * Over two images late enough that all layers are busy and all FIFOs are full, but for the last
   * image: nothing follows it that it would have to wait for.
   */
  double cyclesPerFrame() throws IOException {
    List<Long> cycles = files.frameCycles();
    int last = cycles.size() - 2;
    return (cycles.get(last) - cycles.get(last - 2)) / 2.0;
  }
}
