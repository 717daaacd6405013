package org.skiptrim.export;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.fixedpoint.Rounding;

/**
 * What the readers of QONNX make of a network that is not what the file says, or not read at all.
 */
final class QonnxNotes {
  private static final int FINN_BITS = 8;

  private final Set<String> floors = new LinkedHashSet<>();
  private final Set<String> wide = new LinkedHashSet<>();
  private final Set<String> large = new LinkedHashSet<>();
  private final Set<String> zeroPads = new LinkedHashSet<>();
  private final Set<String> scales = new LinkedHashSet<>();
  private final Set<String> unlike = new LinkedHashSet<>();
  private final Set<String> biases = new LinkedHashSet<>();

  void ofActivation(String node, FixedPoint type, int shift) {
    if (type.rounding() != Rounding.HALF_EVEN && shift > 0) {
      floors.add(node);
    }
    if (type.width() > FINN_BITS) {
      wide.add(node);
    }
  }

  /** Of sums that can be so large. */
  void ofSums(String node, double largest) {
    if (largest > Carrier.FLOAT.limit()) {
      large.add(node);
    }
  }

  void ofZeroPad(String node) {
    zeroPads.add(node);
  }

  void ofScale(String node, double scale) {
    if (Math.scalb(1.0, Math.getExponent(scale)) != scale) {
      scales.add(node);
    }
  }

  /** Of biases of which so many bits are rounded away. */
  void ofBiases(String node, int dropped) {
    if (dropped > 0) {
      biases.add("%s, by up to %,d steps of the logits".formatted(node, 1L << (dropped - 1)));
    }
  }

  /** Of an add whose inputs have different ones. */
  void ofScales(String node) {
    unlike.add(node);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    add(lines, floors, "FINN rounds to the nearest whatever a Quant says; rounding down: ");
    add(lines, wide, "FINN leaves Quants of over 8 bits as they are, unless told otherwise: ");
    add(lines, large, "float32 rounds the sums, as fixed point does not: ");
    add(lines, zeroPads, "neither hls4ml nor FINN is known to read zero-pad shortcuts: ");
    add(lines, scales, "hls4ml multiplies by what is no power of two: the weights' scale of ");
    add(lines, biases, "the biases are rounded to the 24 bits that float32 holds: ");
    add(lines, unlike, "FINN adds what has one scale, and so have not the inputs of: ");
    return lines;
  }

  private static void add(List<String> lines, Set<String> nodes, String text) {
    if (!nodes.isEmpty()) {
      String first = nodes.iterator().next();
      lines.add(
          text + first + (nodes.size() > 1 ? " and %d more".formatted(nodes.size() - 1) : ""));
    }
  }
}
