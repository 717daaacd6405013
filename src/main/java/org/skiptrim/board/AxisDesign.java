package org.skiptrim.board;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.skiptrim.dataset.Normalization;
import org.skiptrim.device.Device;
import org.skiptrim.device.Resource;
import org.skiptrim.device.Utilization;
import org.skiptrim.hardware.AreaModel;
import org.skiptrim.hardware.DataflowGraph;
import org.skiptrim.hardware.DesignSpace;
import org.skiptrim.hardware.Folding;
import org.skiptrim.hardware.HardwareStyle;
import org.skiptrim.hardware.MemoryStyles;
import org.skiptrim.hardware.SkipSource;
import org.skiptrim.network.Shape;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.rtl.AxisWriter;
import org.skiptrim.rtl.PixelTable;
import org.skiptrim.rtl.RtlDesign;
import org.skiptrim.rtl.TopModuleWriter;
import org.skiptrim.storage.TemporaryFolder;

/**
 * A network as a design with AXI4-Streams.
 *
 * @param share of the device that the network may take, by estimate; the streams take a little more
 * @param cyclesPerFrame that an image may take in the slowest unit; if they are not said, those of
 *     the fastest design that fits by estimate
 */
public record AxisDesign(Device device, double share, Optional<Long> cyclesPerFrame) {

  /**
   * A design that was written.
   *
   * @param cyclesPerFrame that an image takes in the slowest unit
   * @param estimate of what the network takes
   */
  public record Written(RtlDesign rtl, Device device, long cyclesPerFrame, Utilization estimate) {
    /** What is known of it, in a line. */
    public String summary() {
      return String.format(
          Locale.ROOT,
          "%,d cycles an image; estimated, of the network alone: %,d LUT, %,d FF, %.1f BRAM, %,d DSP",
          cyclesPerFrame,
          estimate.luts(),
          estimate.flipFlops(),
          estimate.used(Resource.BRAM),
          estimate.dsps());
    }

    /** That it is too large, where it is. */
    public Optional<String> misfit() {
      return device.holds(estimate)
          ? Optional.empty()
          : Optional.of(
              device.name()
                  + " has too little for that; if the network has no slower design, take fewer"
                  + " channels or fewer bits");
    }
  }

  /**
   * Writes the module {@code skiptrim_axis} and all that it needs.
   *
   * @param normalization of the images that the network was trained on
   * @param directory where to; made if it is missing
   */
  public Written write(QuantizedNetwork network, Normalization normalization, Path directory)
      throws IOException {
    DesignSpace space =
        new DesignSpace(
            network, new HardwareStyle(new MemoryStyles(device), SkipSource.LINE_BUFFER), share);
    Folding folding = space.folding(cyclesPerFrame.orElseGet(space::fastest));
    DataflowGraph graph = space.design(folding);
    MemoryStyles styles = space.memories(folding);
    Shape image = network.network().shape(network.network().input().name());
    PixelTable pixels =
        new PixelTable(
            normalization.integers(image.channels(), network.inputType()),
            network.inputType().width());
    try (TemporaryFolder folder = TemporaryFolder.create("skiptrim-axis")) {
      RtlDesign core = TopModuleWriter.write(graph, folder.path());
      RtlDesign axis = AxisWriter.write(core, pixels, styles, directory);
      return new Written(axis, device, graph.cyclesPerFrame(), new AreaModel(device).of(graph));
    }
  }
}
