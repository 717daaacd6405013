package org.skiptrim.rtl;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.skiptrim.hardware.Memory;
import org.skiptrim.hardware.MemoryStyles;
import org.skiptrim.hardware.StreamType;

/**
 * Puts AXI4-Streams around a design: bytes of images in, classes and logits out, as {@code
 * rtl/README.md} describes them.
 */
public final class AxisWriter {
  static final String TOP_MODULE = "skiptrim_axis";

  /** A class is one byte of a result. */
  private static final int MOST_CLASSES = 256;

  /** More images than are in a design at a time; with fewer it would only be slower. */
  private static final int IMAGES_INSIDE = 16;

  private AxisWriter() {}

  /**
   * Writes the top module {@code skiptrim_axis} with the design in it.
   *
   * @param core the design of a network
   * @param pixels what it gets for the bytes of an image
   * @param styles what the memories are made of
   * @param directory where all files go; another than the design's
   * @throws IllegalArgumentException if there are more than 256 classes
   */
  public static RtlDesign write(
      RtlDesign core, PixelTable pixels, MemoryStyles styles, Path directory) throws IOException {
    int classes = core.dataflow().classes();
    if (classes > MOST_CLASSES) {
      throw new IllegalArgumentException(
          classes + " classes; a result's class is a byte, so there can be 256 at most");
    }
    RtlDesign inside = core.copyTo(directory);
    Optional<Memory> memory = pixels.memory();
    if (memory.isPresent()) {
      MemoryImage.write(memory.get(), directory);
    }
    List<RtlInstance> around = around(core.dataflow(), pixels, styles);
    return Enclosure.write(inside, around, TOP_MODULE, AxisText.of(core, around));
  }

  /** What stands around the design, in the order in which an image goes through. */
  private static List<RtlInstance> around(
      Dataflow dataflow, PixelTable pixels, MemoryStyles styles) {
    StreamType in = dataflow.input().type();
    StreamType out = dataflow.output().type();
    int classes = dataflow.classes();
    return List.of(
        instance("axis_reset", "reset_synchronizer", Map.of()),
        instance("axis_input", "skid_buffer", Map.of("Bits", 9)),
        instance("axis_gate", "frame_gate", Map.of("Bytes", dataflow.image().size())),
        instance(
            "axis_keep", "skip_fifo", Map.of("Bits", 1, "Depth", IMAGES_INSIDE, "RamStyle", 0)),
        pixels.instance("axis_pixels", styles),
        converter("axis_lanes", 1, in.lanes(), in.bits()),
        converter("axis_logits", out.lanes(), 1, out.bits()),
        instance(
            "axis_result",
            "result_frame",
            Map.of(
                "Classes", classes,
                "Bits", out.bits(),
                "RamStyle", styles.ram(classes, out.bits()))));
  }

  private static RtlInstance converter(String name, int from, int to, int bits) {
    return instance(
        name, "width_converter", Map.of("InputLanes", from, "OutputLanes", to, "Bits", bits));
  }

  private static RtlInstance instance(String name, String module, Map<String, Integer> parameters) {
    Map<String, String> literals = new TreeMap<>();
    parameters.forEach((parameter, value) -> literals.put(parameter, String.valueOf(value)));
    return new RtlInstance(name, module, literals);
  }
}
