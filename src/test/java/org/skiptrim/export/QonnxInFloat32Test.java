package org.skiptrim.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.quantization.IntegerInterpreter;
import org.skiptrim.quantization.QuantizedNetwork;

/** QONNX files in float32, as programs execute them, on CIFAR-10's test images. */
class QonnxInFloat32Test {
  private static final int TEST_IMAGES = Integer.getInteger("skiptrim.export.images", 5);

  @TempDir Path folder;

  /**
   * As QONNX's executor computes: 275 of 300 images come to the integers' logits, and all to their
   * class ({@code -Dskiptrim.export.images=300}).
   */
  @Test
  void logits_ofEightBits_areMostlyTheIntegers() throws Exception {
    QuantizedNetwork network = ExportedNetworks.skipless(FixedPoint.signed(8, 3));
    Float32Figures figures = inFloat32(network);
    assertEquals(TEST_IMAGES, figures.sameClass());
    assertTrue(figures.equal() > 0.8 * TEST_IMAGES, figures.toString());
    assertTrue(figures.largestDifference() < 0.5, figures.toString());
  }

  @Test
  void logits_ofFourBits_areTheIntegers() throws Exception {
    Float32Figures figures = inFloat32(ExportedNetworks.fourBits());
    assertEquals(new Float32Figures(TEST_IMAGES, TEST_IMAGES, 0), figures);
  }

  /** Of {@link #TEST_IMAGES} images: how many are equal, how many have the same class. */
  private record Float32Figures(int equal, int sameClass, double largestDifference) {}

  private Float32Figures inFloat32(QuantizedNetwork network) throws Exception {
    Dataset images = ExportedNetworks.testImages();
    Path file = folder.resolve("network.onnx");
    NetworkExport.write(ExportedNetworks.stored(network), ExportFormat.QONNX, file);
    QonnxInterpreter qonnx = QonnxInterpreter.of(file, true);
    IntegerInterpreter integers = new IntegerInterpreter(network);
    int equal = 0;
    int sameClass = 0;
    double largest = 0;
    for (int i = 0; i < TEST_IMAGES; i++) {
      long[] image = integers(images, i, network.inputType());
      double[] found = QonnxExportTest.logits(qonnx, network, image);
      double[] expected =
          Arrays.stream(integers.logits(image))
              .mapToDouble(logit -> (float) (logit * network.logitStep()))
              .toArray();
      equal += Arrays.equals(expected, found) ? 1 : 0;
      sameClass += most(expected) == most(found) ? 1 : 0;
      for (int k = 0; k < found.length; k++) {
        largest = Math.max(largest, Math.abs(expected[k] - found[k]));
      }
    }
    return new Float32Figures(equal, sameClass, largest);
  }

  private static long[] integers(Dataset images, int index, FixedPoint type) {
    byte[] pixels = images.test().image(index);
    int plane = images.height() * images.width();
    long[] integers = new long[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      int pixel = Byte.toUnsignedInt(pixels[i]);
      integers[i] = type.quantize(images.normalization().apply(pixel, i / plane));
    }
    return integers;
  }

  private static int most(double[] logits) {
    int most = 0;
    for (int k = 1; k < logits.length; k++) {
      most = logits[k] > logits[most] ? k : most;
    }
    return most;
  }
}
