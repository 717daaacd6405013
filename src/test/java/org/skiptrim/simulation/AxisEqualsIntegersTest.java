package org.skiptrim.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiptrim.dataset.Normalization;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.hardware.DataflowLowering;
import org.skiptrim.hardware.Folding;
import org.skiptrim.hardware.Styles;
import org.skiptrim.network.Shape;
import org.skiptrim.quantization.IntegerInterpreter;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.quantization.RandomQuantizedNetworks;
import org.skiptrim.quantization.Seeds;
import org.skiptrim.rtl.AxisWriter;
import org.skiptrim.rtl.PixelTable;
import org.skiptrim.rtl.RtlDesign;
import org.skiptrim.rtl.TopModuleWriter;

/** From the bytes of images to classes and logits, with frames of the wrong length among them. */
@Execution(CONCURRENT)
class AxisEqualsIntegersTest {
  @TempDir Path directory;

  private static Shape image(QuantizedNetwork network) {
    return network.network().shape(network.network().input().name());
  }

  private RtlDesign write(QuantizedNetwork network, long[][] integers) throws Exception {
    RtlDesign core =
        TopModuleWriter.write(
            DataflowLowering.lower(network, Folding.forCycles(network, 2000), Styles.TAPPED),
            directory.resolve("core"));
    return AxisWriter.write(
        core,
        new PixelTable(integers, network.inputType().width()),
        Styles.TAPPED.memories(),
        directory.resolve("axis"));
  }

  /** Seeds of networks with signed and unsigned inputs and 1 to 3 channels. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void run_framesSomeOfThemWrong_resultsOfTheOthersAreTheIntegers(long seed) throws Exception {
    QuantizedNetwork network = RandomQuantizedNetworks.windows(seed);
    Random random = Seeds.random(seed);
    FixedPoint type = network.inputType();
    long[][] integers = new long[image(network).channels()][256];
    for (long[] channel : integers) {
      Arrays.setAll(channel, i -> random.nextLong(type.minInteger(), type.maxInteger() + 1));
    }
    AxisSimulation simulation = AxisSimulation.build(write(network, integers));
    List<byte[]> frames = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    int size = image(network).size();
    int wrong = 0;
    for (int i = 0; i < 14; i++) {
      int length =
          switch (i % 5) {
            case 1 -> 1 + random.nextInt(size - 1);
            case 3 -> size + 1 + random.nextInt(2 * size);
            default -> size;
          };
      byte[] frame = new byte[length];
      random.nextBytes(frame);
      frames.add(frame);
      if (length == size) {
        expected.add(result(network, integers, frame));
      } else {
        wrong++;
      }
    }

    for (int stalls : new int[] {0, 40, 80}) {
      for (int reset : new int[] {0, 500 + random.nextInt(3000)}) {
        AxisSimulation.Frames came =
            simulation.run("run" + stalls + "-" + reset, frames, expected.size(), stalls, reset);
        List<String> results = came.frames().stream().map(HexFormat.of()::formatHex).toList();
        assertEquals(expected, results, () -> stalls + " % stalls, reset in cycle " + reset);
        assertEquals(wrong, came.errors());
      }
    }
  }

  /** As {@code rtl/README.md} says it, from the bytes pixel by pixel. */
  private static String result(QuantizedNetwork network, long[][] integers, byte[] frame) {
    Shape shape = image(network);
    long[] planes = new long[frame.length];
    for (int i = 0; i < frame.length; i++) {
      int channel = i % shape.channels();
      int pixel = i / shape.channels();
      planes[channel * shape.height() * shape.width() + pixel] =
          integers[channel][Byte.toUnsignedInt(frame[i])];
    }
    long[] logits = new IntegerInterpreter(network).logits(planes);
    int bytes = (network.range(network.network().output().name()).bits() + 7) / 8;
    int best = 0;
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < logits.length; i++) {
      best = logits[i] > logits[best] ? i : best;
      for (int b = 0; b < bytes; b++) {
        text.append("%02x".formatted((logits[i] >> (8 * b)) & 0xff));
      }
    }
    return "%02x".formatted(best) + text;
  }

  @Test
  void write_pixelsOfANormalization_areThoseOfTheSoftware() throws Exception {
    QuantizedNetwork network = RandomQuantizedNetworks.windows(1);
    FixedPoint type = FixedPoint.signed(8, 3);
    int channels = image(network).channels();
    long[][] integers = Normalization.IMAGENET.integers(channels, type);

    RtlDesign design = write(network, integers);

    List<String> words = Files.readAllLines(design.directory().resolve("axis_pixels.mem"));
    assertEquals(256 * channels, words.size());
    for (int i = 0; i < words.size(); i++) {
      long real = type.quantize(Normalization.IMAGENET.apply(i % 256, i / 256));
      assertEquals(real, (byte) Integer.parseInt(words.get(i), 16), "pixel " + i);
    }
  }

  /** Its pixels are bytes with the top bit flipped, so they need no memory. */
  @Test
  void write_standardNormalization_flipsABit() throws Exception {
    QuantizedNetwork network = RandomQuantizedNetworks.windows(1);
    long[][] integers =
        Normalization.STANDARD.integers(image(network).channels(), FixedPoint.signed(8, 2));

    RtlDesign design = write(network, integers);

    String text = Files.readString(design.directory().resolve("skiptrim_axis.sv"));
    assertTrue(text.contains(".Tables(0), .Bits(8), .Flip(128)"), text);
    assertEquals(RtlDesign.read(design.directory()), design);
  }
}
