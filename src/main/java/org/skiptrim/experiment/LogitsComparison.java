package org.skiptrim.experiment;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.skiptrim.quantization.IntegerInterpreter;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.simulation.BitExactness;

/** Compares the hardware's logits with the integers, and says where they first go apart. */
record LogitsComparison(QuantizedNetwork quantized, Tracer tracer) {

  /** Simulates one image again and writes down what every node makes of it. */
  @FunctionalInterface
  interface Tracer {
    /** By node name. */
    Map<String, long[]> trace(long[] image) throws IOException, InterruptedException;
  }

  /**
   * How many logits were compared; all are equal.
   *
   * @param first which of the test images the first one is
   * @param images channels × height × width integers each
   * @param logits the hardware's, of each image
   * @throws IOException naming the first layer and position that differ
   */
  long compare(int first, List<long[]> images, List<long[]> logits)
      throws IOException, InterruptedException {
    IntegerInterpreter integers = new IntegerInterpreter(quantized);
    long compared = 0;
    for (int i = 0; i < images.size(); i++) {
      long[] expected = integers.logits(images.get(i));
      if (!Arrays.equals(expected, logits.get(i))) {
        String where = firstDifference(images.get(i), integers);
        throw new IOException(
            "the hardware's logits of test image "
                + (first + i)
                + " are not the integers': "
                + where);
      }
      compared += expected.length;
    }
    return compared;
  }

  private String firstDifference(long[] image, IntegerInterpreter integers)
      throws IOException, InterruptedException {
    return BitExactness.firstDifference(
            quantized.network(), integers.trace(image), tracer.trace(image))
        .map(Object::toString)
        .orElse("only after other images, not when it is simulated alone");
  }
}
