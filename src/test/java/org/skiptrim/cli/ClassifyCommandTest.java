package org.skiptrim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.board.SerialSimulation;
import org.skiptrim.board.SimulatedBoard;
import org.skiptrim.dataset.Normalization;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.Shape;
import org.skiptrim.quantization.IntegerInterpreter;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.quantization.QuantizedNetworkFile;
import org.skiptrim.quantization.RandomQuantizedNetworks;
import org.skiptrim.storage.Checksum;
import picocli.CommandLine;

/** The command with a simulated board at a pseudo-terminal. */
class ClassifyCommandTest {
  private static final Shape IMAGE = new Shape(3, 8, 8);

  @TempDir Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine command =
        Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return command.execute(arguments);
  }

  /** Writes a PNG file of random colours and returns its line of output, up to the cycles. */
  static String expected(Path file, QuantizedNetwork network, long[][] integers) throws Exception {
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(file.hashCode());
    long[] values = new long[IMAGE.size()];
    for (int i = 0; i < 64; i++) {
      int colour = random.nextInt(1 << 24);
      image.setRGB(i % 8, i / 8, colour);
      for (int channel = 0; channel < 3; channel++) {
        values[64 * channel + i] = integers[channel][(colour >> (16 - 8 * channel)) & 0xff];
      }
    }
    ImageIO.write(image, "png", file.toFile());
    long[] logits = new IntegerInterpreter(network).logits(values);
    int best = 0;
    for (int i = 1; i < logits.length; i++) {
      best = logits[i] > logits[best] ? i : best;
    }
    return "%s: class %d, logits %s, ".formatted(file, best, Arrays.toString(logits));
  }

  @Test
  void classify_images_printsWhatTheIntegersAre() throws Exception {
    QuantizedNetwork network =
        RandomQuantizedNetworks.resNet(
            1, 8, new int[] {2, 2, 2}, IMAGE, FixedPoint.signed(4, 2), true);
    Path file = directory.resolve("network.safetensors");
    QuantizedNetworkFile.write(
        network, Map.of("normalization", Normalization.IMAGENET.text()), file);
    long[][] integers = Normalization.IMAGENET.integers(3, network.inputType());
    SerialSimulation board = SimulatedBoard.of(network, integers, Checksum.sha256(file), directory);
    Path first = directory.resolve("first.png");
    Path second = directory.resolve("second.png");
    String lines =
        expected(first, network, integers) + "\n" + expected(second, network, integers) + "\n";

    try (SerialSimulation.Running running = board.start(SimulatedBoard.CLOCKS_PER_BIT, 0)) {
      String port = running.port();
      assertEquals(
          0,
          run(
              "classify",
              "--port",
              port,
              "--network",
              file.toString(),
              first.toString(),
              second.toString()),
          err::toString);
      assertEquals(lines, out.toString().replaceAll("[\\d,]+ cycles", ""));

      out.getBuffer().setLength(0);
      Path classes = directory.resolve("classes");
      int label = Integer.parseInt(lines.replaceAll("(?s).*?: class (\\d+),.*", "$1"));
      for (int i = 0;
          i <= label + 1;
          i++) { // the first image in its class's folder, and in another one
        Files.createDirectories(classes.resolve("class" + i));
        Files.copy(first, classes.resolve("class" + i).resolve("image.png"));
      }
      assertEquals(
          0,
          run("classify", "--port", port, "--network", file.toString(), classes.toString()),
          err::toString);
      assertTrue(out.toString().contains("every logit of these is that of the network's integers"));
      String right = "1 of %d images of %s are right".formatted(label + 2, classes);
      assertTrue(out.toString().contains(right), out.toString());

      Path other = directory.resolve("other.safetensors");
      Files.writeString(other, "another network");
      assertEquals(
          1, run("classify", "--port", port, "--network", other.toString(), first.toString()));
      assertTrue(err.toString().contains("put its design on the board"), err.toString());
      assertEquals(2, run("classify", "--port", port));
    }
  }
}
