package org.skiptrim.spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.skiptrim.dataset.Normalization;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.Initialization;
import org.skiptrim.network.Network;
import org.skiptrim.network.NetworkFile;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.ResNets;
import org.skiptrim.network.Shape;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.quantization.FakeQuantization;
import org.skiptrim.quantization.Precision;
import org.skiptrim.quantization.QuantizedNetworkFile;
import org.skiptrim.quantization.Quantizer;
import org.skiptrim.skips.Treatment;

/** Files with small networks that nobody has trained, for the made-up data sets. */
public final class NetworkFiles {
  /** What {@code made-up} has: colour images of 8 × 8 pixels in four classes. */
  public static final Network<RealOp> RESIDUAL = residual(new Shape(3, 8, 8), 4);

  private NetworkFiles() {}

  /** Two blocks, and widths that no ResNet for CIFAR has. */
  public static Network<RealOp> residual(Shape image, int classes) {
    return ResNets.resNet(1, new int[] {4, 6}, image, classes);
  }

  /** The same without its skips. */
  public static Network<RealOp> skipless() {
    return Treatment.REMOVE.applyToAll(RESIDUAL);
  }

  /** Writes a network of real numbers. */
  public static Path real(Path file, Network<RealOp> network) throws IOException {
    NetworkFile.write(fresh(network), file);
    return file;
  }

  /** The same with a remark on how its images were normalized. */
  public static Path real(Path file, Network<RealOp> network, Normalization normalization)
      throws IOException {
    Map<String, String> remarks = Map.of(SourceFile.NORMALIZATION, normalization.text());
    NetworkFile.write(fresh(network), remarks, file);
    return file;
  }

  /** Writes a network on integers, with weights and activations of a type. */
  public static Path quantized(Path file, Network<RealOp> network, FixedPoint type)
      throws IOException {
    Precision precision = new Precision(type, type, FixedPoint.signed(8, 2));
    TrainedNetwork real = fresh(network);
    TrainedNetwork fake =
        new TrainedNetwork(FakeQuantization.insert(network, precision), real.parameters());
    QuantizedNetworkFile.write(Quantizer.quantize(fake), file);
    return file;
  }

  private static TrainedNetwork fresh(Network<RealOp> network) {
    return new TrainedNetwork(network, Initialization.of(network, 1));
  }
}
