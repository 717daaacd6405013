package org.skiptrim.export;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.dataset.DatasetSource;
import org.skiptrim.dataset.Normalization;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.Initialization;
import org.skiptrim.network.Network;
import org.skiptrim.network.NetworkFile;
import org.skiptrim.network.Parameters;
import org.skiptrim.network.Parameters.Values;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.ResNets;
import org.skiptrim.network.Shape;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.quantization.FakeQuantization;
import org.skiptrim.quantization.IntegerInterpreter;
import org.skiptrim.quantization.Precision;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.quantization.Quantizer;
import org.skiptrim.storage.CacheDirectory;
import org.skiptrim.storage.ProgressListener;

/** Networks that are exported in tests, and images for them. */
final class ExportedNetworks {
  private ExportedNetworks() {}

  /** With batch norms that do something, as after training. */
  static TrainedNetwork randomized(Network<RealOp> network) {
    Parameters parameters = Initialization.of(network, 11);
    Random random = new Random(12);
    for (var node : network.nodes()) {
      if (node.op() instanceof RealOp.BatchNorm) {
        int channels = network.shape(node.name()).channels();
        for (String name : List.of("weight", "bias", "running_mean", "running_var")) {
          double[] values = random.doubles(channels, 0.5, 1.5).toArray();
          Arrays.setAll(values, c -> (float) values[c]); // as files have them
          parameters = parameters.with(node.name(), name, Values.vector(values));
        }
      }
    }
    return new TrainedNetwork(network, parameters);
  }

  /**
   * The ResNet20 of four bits that the project has trained, with zero-pad shortcuts; 3 × 32 × 32.
   */
  static QuantizedNetwork fourBits() throws IOException {
    return Quantizer.quantize(
        NetworkFile.read(Path.of("results/resnet20-four-bits/resnet20.safetensors")));
  }

  /**
   * The ResNet20 without skips that the project has trained, at a precision it was not fitted to.
   */
  static QuantizedNetwork skipless(FixedPoint type) throws IOException {
    return quantized(
        NetworkFile.read(Path.of("results/resnet20-skipper/resnet20-skipless.safetensors")),
        new Precision(type, type, FixedPoint.signed(8, 3)));
  }

  private static QuantizedNetwork quantized(TrainedNetwork real, Precision precision) {
    return Quantizer.quantize(
        new TrainedNetwork(FakeQuantization.insert(real.network(), precision), real.parameters()));
  }

  /** CIFAR-10 as both networks had it; a test that wants it is skipped where it is not cached. */
  static Dataset testImages() throws IOException {
    DatasetSource source = DatasetSource.named("cifar-10");
    assumeTrue(source.isIn(CacheDirectory.standard()), "CIFAR-10 is not cached");
    return source
        .load(CacheDirectory.standard(), ProgressListener.SILENT)
        .with(Normalization.IMAGENET);
  }

  /** A network's input. */
  static Shape image(Network<?> network) {
    return network.shape(network.input().name());
  }

  /** Random real images, one behind another. */
  static float[] images(Shape shape, int count) {
    Random random = new Random(13);
    float[] images = new float[count * shape.size()];
    for (int i = 0; i < images.length; i++) {
      images[i] = (float) random.nextGaussian();
    }
    return images;
  }

  /** The real numbers that integers of the input's type stand for. */
  static float[] reals(List<long[]> images, FixedPoint type) {
    double[] reals =
        images.stream().flatMapToLong(Arrays::stream).mapToDouble(type::value).toArray();
    float[] floats = new float[reals.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) reals[i];
    }
    return floats;
  }

  /** A network's file as a run directory has it. */
  static StoredNetwork stored(QuantizedNetwork network) {
    return new StoredNetwork(Path.of("."), Optional.empty(), Optional.of(network), Map.of());
  }

  /** The same of real numbers. */
  static StoredNetwork stored(TrainedNetwork network) {
    Map<String, String> remarks = Map.of(NetworkFile.NORMALIZATION, "means 128.0, stds 64.0");
    return new StoredNetwork(Path.of("."), Optional.of(network), Optional.empty(), remarks);
  }

  /** A residual network, quantized without training, with projections. */
  static QuantizedNetwork projections(Shape image, FixedPoint type) {
    return quantized(
        randomized(ResNets.resNet(1, new int[] {4, 6}, image, 5)),
        new Precision(type, type, FixedPoint.signed(8, 2)));
  }

  /**
   * The same network with one weight of a node at the other end of its type: the first that makes a
   * difference to the integers of these images.
   */
  static QuantizedNetwork corrupted(QuantizedNetwork network, String node, List<long[]> images) {
    FixedPoint type = network.network().node(node).op().weightType().orElseThrow();
    Values weight = network.integers().get(node, "weight");
    for (int i = 0; i < weight.data().length; i++) {
      double[] changed = weight.data().clone();
      changed[i] = changed[i] > 0 ? type.minInteger() : type.maxInteger();
      QuantizedNetwork corrupted =
          network.with(
              network.integers().with(node, "weight", new Values(weight.shape(), changed)));
      if (!Arrays.deepEquals(logits(network, images), logits(corrupted, images))) {
        return corrupted;
      }
    }
    throw new IllegalStateException("no weight of " + node + " makes a difference");
  }

  /** The interpreter's integers. */
  static long[][] logits(QuantizedNetwork network, List<long[]> images) {
    IntegerInterpreter interpreter = new IntegerInterpreter(network);
    return images.stream().map(interpreter::logits).toArray(long[][]::new);
  }
}
