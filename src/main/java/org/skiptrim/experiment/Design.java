package org.skiptrim.experiment;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.skiptrim.device.Device;
import org.skiptrim.hardware.AreaModel;
import org.skiptrim.hardware.DataflowGraph;
import org.skiptrim.hardware.DataflowLowering;
import org.skiptrim.hardware.DesignSpace;
import org.skiptrim.hardware.Folding;
import org.skiptrim.hardware.Folding.Fold;
import org.skiptrim.hardware.HardwareStyle;
import org.skiptrim.hardware.MemoryStyles;
import org.skiptrim.hardware.SkipSource;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.quantization.QuantizedNetworkFile;
import org.skiptrim.rtl.RtlDesign;
import org.skiptrim.rtl.TopModuleWriter;

/**
 * Makes hardware of a quantized network, as SystemVerilog: what simulation and synthesis read.
 *
 * @param folding of single layers, above what the target makes of them; null in old files
 * @param skips where its skip connections get their pixels
 * @param blockRamPrice see {@link MemoryStyles}
 * @param library checksum of the hardware library that it is made from
 */
public record Design(
    QuantizedStep network,
    Target target,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Fold> folding,
    SkipSource skips,
    double blockRamPrice,
    String library)
    implements Step<DesignFigures> {
  /** Old files have no folding. */
  public Design {
    folding = folding == null ? Map.of() : folding;
  }

  /** Its folder in the run directory. */
  public static final String RTL = "rtl";

  /** How fast it is to be; the parallelism of all layers follows from that. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "aim")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Cycles.class, name = "cycles"),
    @JsonSubTypes.Type(value = ShareOfDevice.class, name = "share-of-device")
  })
  public sealed interface Target {
    /** What it is for: its multipliers say how products are made. */
    Device device();

    /** What of each of the device's resources it may take. */
    double share();

    /** Cycles an image may take in the slowest layer of a design of that style. */
    long cycles(Workspace workspace, HardwareStyle style) throws IOException;

    /** The steps that must be done to know it. */
    List<Step<?>> inputs();

    /** In a few words. */
    String text();
  }

  /** At most so many cycles. */
  public record Cycles(int perFrame, Device device) implements Target {
    @Override
    public double share() {
      return 1;
    }

    @Override
    public long cycles(Workspace workspace, HardwareStyle style) {
      return perFrame;
    }

    @Override
    public String text() {
      return perFrame + " cycles, " + device.name();
    }

    @Override
    public List<Step<?>> inputs() {
      return List.of();
    }
  }

  /**
   * As fast as another network can be with a share of a device: networks that are to be compared
   * take the same one, so that they are equally fast.
   *
   * @param reference the largest of the networks that are compared
   * @param share of each resource; of DSP blocks alone in old files
   */
  public record ShareOfDevice(
      QuantizedStep reference, Device device, @JsonAlias("dsp_share") double share)
      implements Target {
    @Override
    public long cycles(Workspace workspace, HardwareStyle style) throws IOException {
      return new DesignSpace(read(workspace, reference), style, share).fastest();
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

  @Override
  public String kind() {
    return "design";
  }

  @Override
  public int version() {
    return 11;
  }

  @Override
  public String subject() {
    return network.subject() + ", " + target.text();
  }

  @Override
  public List<Step<?>> inputs() {
    return Stream.concat(Stream.of(network), target.inputs().stream())
        .<Step<?>>map(step -> step)
        .distinct()
        .toList();
  }

  @Override
  public Class<DesignFigures> figuresType() {
    return DesignFigures.class;
  }

  @Override
  public long memoryMb() {
    return 1_500;
  }

  @Override
  public double effort() {
    return Needs.SMALL;
  }

  @Override
  public DesignFigures run(Workspace workspace) throws IOException {
    DesignSpace space = space(workspace);
    long cycles = target.cycles(workspace, space.style());
    Folding folds = folds(space, cycles, workspace);
    DataflowGraph graph = space.design(folds);
    DataflowGraph forked =
        DataflowLowering.lower(space.quantized(), folds, space.style().withSkips(SkipSource.FORK));
    TopModuleWriter.write(graph, workspace.file(RTL));
    return DesignFigures.of(
        graph, forked, cycles, new AreaModel(target.device()).of(graph), space.frontier());
  }

  private DesignSpace space(Workspace workspace) throws IOException {
    HardwareStyle style =
        new HardwareStyle(new MemoryStyles(target.device(), blockRamPrice), skips);
    return new DesignSpace(quantized(workspace), style, target.share());
  }

  /** What it aims at, in cycles a frame, and then what slower designs of the network would. */
  List<Long> speeds(Workspace workspace) throws IOException {
    DesignSpace space = space(workspace);
    long asked = target.cycles(workspace, space.style());
    return Stream.concat(Stream.of(asked), space.slowerThan(asked).stream()).toList();
  }

  /** The same hardware at another speed. */
  DataflowGraph at(long cyclesPerFrame, Workspace workspace) throws IOException {
    DesignSpace space = space(workspace);
    return space.design(folds(space, cyclesPerFrame, workspace));
  }

  private Folding folds(DesignSpace space, long cycles, Workspace workspace) {
    Folding chosen = space.folding(cycles);
    folding.keySet().stream()
        .filter(layer -> !chosen.folds().containsKey(layer))
        .map("hardware.folding has a layer %s, which this network does not have"::formatted)
        .forEach(workspace.listener()::note);
    return folding.isEmpty() ? chosen : chosen.with(folding, space.quantized());
  }

  /** What it was made of. */
  QuantizedNetwork quantized(Workspace workspace) throws IOException {
    return read(workspace, network);
  }

  /**
   * A copy of it for a tool that writes beside the sources.
   *
   * @param directory where
   */
  RtlDesign copyTo(Path directory, Workspace workspace) throws IOException {
    return RtlDesign.read(workspace.file(this, RTL)).copyTo(directory);
  }

  /** Where it is, to be read only. */
  RtlDesign rtl(Workspace workspace) throws IOException {
    return RtlDesign.read(workspace.file(this, RTL));
  }

  private static QuantizedNetwork read(Workspace workspace, QuantizedStep step) throws IOException {
    return QuantizedNetworkFile.read(workspace.file(step, QuantizedStep.QUANTIZED));
  }
}
