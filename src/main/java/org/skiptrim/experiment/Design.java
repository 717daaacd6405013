package org.skiptrim.experiment;

import java.io.IOException;
import java.util.List;
import org.skiptrim.hardware.DataflowGraph;
import org.skiptrim.hardware.DataflowLowering;
import org.skiptrim.hardware.Folding;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.quantization.QuantizedNetworkFile;
import org.skiptrim.toolchain.Device;

/** Which hardware a quantized network becomes. */
public record Design(Quantize network, Target target) {

  /** How fast it is to be; the parallelism of all layers follows from that. */
  public sealed interface Target {
    /** Cycles an image may take in the slowest layer. */
    long cycles(Workspace workspace) throws IOException;

    /** The steps that must be done to know it. */
    List<Step<?>> inputs();

    /** In a few words. */
    String text();
  }

  /** At most so many cycles. */
  public record Cycles(int perFrame) implements Target {
    @Override
    public long cycles(Workspace workspace) {
      return perFrame;
    }

    @Override
    public String text() {
      return perFrame + " cycles";
    }

    @Override
    public List<Step<?>> inputs() {
      return List.of();
    }
  }

  /**
   * As fast as another network can be with a share of a device's DSP blocks: networks that are to
   * be compared take the same one, so that they are equally fast.
   *
   * @param reference the largest of the networks that are compared
   */
  public record ShareOfDevice(Quantize reference, Device device, double dspShare)
      implements Target {
    @Override
    public long cycles(Workspace workspace) throws IOException {
      QuantizedNetwork largest = read(workspace, reference);
      return Folding.forDevice(largest, device.dsps(), dspShare).cyclesPerFrame(largest);
    }

    @Override
    public String text() {
      return device.name();
    }

    @Override
    public List<Step<?>> inputs() {
      return List.of(reference);
    }
  }

  /** What it is made of and how fast it is to be. */
  String subject() {
    return network.subject() + ", " + target.text();
  }

  /** The steps that must be done before. */
  List<Step<?>> inputs() {
    List<Step<?>> others = target.inputs();
    return others.isEmpty() || others.equals(List.of(network))
        ? List.of(network)
        : List.of(network, others.get(0));
  }

  QuantizedNetwork quantized(Workspace workspace) throws IOException {
    return read(workspace, network);
  }

  /** Its units and streams. */
  DataflowGraph graph(Workspace workspace) throws IOException {
    QuantizedNetwork quantized = quantized(workspace);
    return DataflowLowering.lower(
        quantized, Folding.forCycles(quantized, target.cycles(workspace)));
  }

  private static QuantizedNetwork read(Workspace workspace, Quantize step) throws IOException {
    return QuantizedNetworkFile.read(workspace.file(step, Quantize.QUANTIZED));
  }
}
