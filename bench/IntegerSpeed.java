import java.nio.file.Path;
import java.util.Arrays;
import org.skiptrim.dataset.Cifar10;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.engine.Engine;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.NetworkFile;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.quantization.FakeQuantization;
import org.skiptrim.quantization.Precision;
import org.skiptrim.quantization.QuantizedEvaluation;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.quantization.Quantizer;
import org.skiptrim.storage.CacheDirectory;
import org.skiptrim.storage.ProgressListener;
import org.skiptrim.training.Evaluation;

/**
 * How long test images take on the integers of a network, beside the same on real numbers: {@code
 * THREADS NETWORK ROUNDS TYPE…}, in turns, medians.
 */
public final class IntegerSpeed {
  /** A tenth of the test images; the time of all of them is ten times this. */
  private static final int IMAGES = 1000;

  public static void main(String[] arguments) throws Exception {
    Engine.setThreads(Integer.parseInt(arguments[0]));
    Dataset images =
        Cifar10.load(CacheDirectory.standard(), ProgressListener.SILENT).take(1, IMAGES);
    TrainedNetwork network = NetworkFile.read(Path.of(arguments[1]));
    int rounds = Integer.parseInt(arguments[2]);
    String[] types = Arrays.copyOfRange(arguments, 3, arguments.length);
    double[][] seconds = new double[types.length + 1][rounds];
    QuantizedNetwork[] quantized = new QuantizedNetwork[types.length];
    for (int i = 0; i < types.length; i++) {
      quantized[i] = quantized(network, FixedPoint.parse(types[i]));
    }
    for (int round = -1; round < rounds; round++) { // the first one warms up
      for (int i = 0; i <= types.length; i++) {
        long start = System.nanoTime();
        if (i == 0) {
          Evaluation.accuracy(network, images);
        } else {
          QuantizedEvaluation.accuracy(quantized[i - 1], images);
        }
        if (round >= 0) {
          seconds[i][round] = (System.nanoTime() - start) / 1e9;
        }
      }
    }
    double real = median(seconds[0]);
    System.out.printf("%-16s %6.1f s for 10,000 images%n", "real numbers", 10 * real);
    for (int i = 0; i < types.length; i++) {
      double time = median(seconds[i + 1]);
      System.out.printf(
          "%-16s %6.1f s, %.1f times real numbers%n", types[i], 10 * time, time / real);
    }
  }

  private static QuantizedNetwork quantized(TrainedNetwork network, FixedPoint type) {
    Precision precision = new Precision(type, type, FixedPoint.signed(8, 3));
    return Quantizer.quantize(
        new TrainedNetwork(
            FakeQuantization.insert(network.network(), precision), network.parameters()));
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
