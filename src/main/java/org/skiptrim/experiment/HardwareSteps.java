package org.skiptrim.experiment;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.skiptrim.device.Device;
import org.skiptrim.experiment.ExperimentPlan.Case;
import org.skiptrim.placement.Flow;
import org.skiptrim.process.Tool;
import org.skiptrim.process.ToolVersion;
import org.skiptrim.quantization.Precision;
import org.skiptrim.spec.HardwareSpec;
import org.skiptrim.spec.PlacementSpec;
import org.skiptrim.spec.Variant;

/** The steps that make an experiment's hardware, prove it, and take it towards a chip. */
public record HardwareSteps(ExperimentPlan plan) {

  /** The step that makes its hardware. */
  public Design design(Case one, Optional<Precision> precision, Device device) {
    return new Design(
        plan.quantized(one, precision),
        target(one, precision, device),
        plan.spec().hardware().folding(),
        plan.spec().hardware().skips(),
        plan.spec().hardware().blockRamPrice(),
        HardwareDigests.LIBRARY);
  }

  /** The same for all variants: as fast as the first of them, which is the largest. */
  private Design.Target target(Case one, Optional<Precision> precision, Device device) {
    HardwareSpec hardware = plan.spec().hardware();
    if (hardware.cyclesPerFrame().isPresent()) {
      return new Design.Cycles(hardware.cyclesPerFrame().get(), device);
    }
    Variant largest = one.network().variants().stream().sorted().findFirst().orElseThrow();
    Case reference = new Case(one.network(), largest, one.seed());
    return new Design.ShareOfDevice(
        plan.quantized(reference, precision), device, hardware.deviceShare());
  }

  /** The step that compares its hardware with the integers. */
  public Simulate simulate(Case one, Optional<Precision> precision, Device device) {
    return new Simulate(
        design(one, precision, device),
        plan.spec().simulationImages(),
        HardwareDigests.TESTBENCH,
        title(Tool.VERILATOR));
  }

  /** The step that synthesizes its hardware. */
  public Synthesize synthesize(Case one, Optional<Precision> precision, Device device) {
    Design design = design(one, precision, device);
    return new Synthesize(design, plan.spec().hardware().synthesis(), title(Tool.YOSYS));
  }

  /** The steps that take its hardware to a bitstream, where that is asked for and can be. */
  public List<Step<?>> placed(Case one, Optional<Precision> precision, Device device) {
    PlacementSpec placement = plan.spec().placement();
    if (placement.seeds() == 0 || !device.canBePlaced()) {
      return List.of();
    }
    Set<Step<?>> steps = new LinkedHashSet<>();
    Design design = design(one, precision, device);
    SynthesizeNetlist netlist = new SynthesizeNetlist(design, title(Tool.YOSYS_FOR_PLACEMENT));
    PlacedStep placed = placement.fit() ? placeFitting(design) : place(netlist);
    NetlistStep<?> cells = placement.fit() ? placed : netlist;
    String verilator = title(Tool.VERILATOR);
    steps.add(cells);
    if (placement.images() > 0) {
      steps.add(
          new SimulateNetlist(cells, placement.images(), HardwareDigests.TESTBENCH, verilator));
    }
    steps.add(placed);
    if (placement.images() > 0) {
      simulated(placed, placement.images(), verilator).ifPresent(steps::add);
    }
    return List.copyOf(steps);
  }

  /** What comes nearest to the chip: the bitstream, or the routed design; of an UP5K neither. */
  private static Optional<CellSimulation> simulated(
      PlacedStep placed, int images, String verilator) {
    if (placed.flow().decoder().isEmpty()) {
      return Optional.of(new SimulateRouted(placed, images, HardwareDigests.TESTBENCH, verilator));
    }
    return isDecodable(placed.device())
        ? Optional.of(new SimulateBitstream(placed, images, HardwareDigests.TESTBENCH, verilator))
        : Optional.empty();
  }

  private Place place(SynthesizeNetlist netlist) {
    PlacementSpec placement = plan.spec().placement();
    return new Place(
        netlist,
        placement.seeds(),
        placement.minutes(),
        placement.clockMhz(),
        placer(netlist.device()));
  }

  private PlaceFitting placeFitting(Design design) {
    PlacementSpec placement = plan.spec().placement();
    return new PlaceFitting(
        design,
        placement.seeds(),
        placement.minutes(),
        placement.clockMhz(),
        title(Tool.YOSYS_FOR_PLACEMENT),
        placer(design.target().device()));
  }

  private String placer(Device device) {
    return title(Flow.of(device).orElseThrow().placer());
  }

  /** What decodes bitstreams knows no multipliers. */
  private static boolean isDecodable(Device device) {
    return device.dsps() == 0;
  }

  private String title(Tool tool) {
    ToolVersion version = plan.tools().get(tool);
    return version == null ? "" : tool.title(version);
  }
}
