package org.skiptrim.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.skiptrim.device.Device;
import org.skiptrim.network.Architecture;
import org.skiptrim.network.Block;
import org.skiptrim.placement.Flow;
import org.skiptrim.process.Tool;
import org.skiptrim.process.ToolVersion;
import org.skiptrim.quantization.Precision;
import org.skiptrim.skips.Treatment;
import org.skiptrim.spec.ExperimentSpec;
import org.skiptrim.spec.HardwareSpec;
import org.skiptrim.spec.NetworkSpec;
import org.skiptrim.spec.PlacementSpec;
import org.skiptrim.spec.SourceFile;
import org.skiptrim.spec.TaskSpec;
import org.skiptrim.spec.Variant;

/**
 * The steps of an experiment. What two of them, or two experiments, have in common is one step.
 *
 * @param tools the versions of those that are installed: results of another version are others
 */
public record ExperimentPlan(ExperimentSpec spec, Map<Tool, ToolVersion> tools) implements Work {
  /** Copies the map. */
  public ExperimentPlan {
    tools = Map.copyOf(tools);
  }

  private String title(Tool tool) {
    ToolVersion version = tools.get(tool);
    return version == null ? "" : tool.title(version);
  }

  /** A network that is made or taken: one variant, once. */
  public record Case(NetworkSpec network, Variant variant, long seed) {
    /** The network and what was done to it: {@code ResNet8 skipper}. */
    public String title() {
      return network.title(variant);
    }

    private Optional<SourceFile> file() {
      return network.file(variant);
    }
  }

  /** Where there are tasks, what they need; else all. */
  @Override
  public List<Step<?>> steps() {
    Set<Step<?>> steps = new LinkedHashSet<>();
    if (!spec.tasks().isEmpty()) {
      figures().forEach(task -> steps(task).forEach(step -> add(steps, step)));
      return List.copyOf(steps);
    }
    for (Case one : cases()) {
      network(one).ifPresent(step -> add(steps, step));
    }
    for (Case one : cases()) {
      for (Optional<Precision> precision : precisions(one.network())) {
        add(steps, quantized(one, precision));
      }
    }
    for (Case one : cases()) {
      for (Optional<Precision> precision : precisions(one.network())) {
        spec.devices().forEach(device -> addHardware(steps, one, precision, device));
      }
    }
    return List.copyOf(steps);
  }

  /** The tasks that need steps and are asked for. */
  public List<TaskSpec.Figure> figures() {
    return spec.askedTasks().stream()
        .filter(TaskSpec.Figure.class::isInstance)
        .map(TaskSpec.Figure.class::cast)
        .toList();
  }

  /** The steps whose results are a task's figure. */
  public List<Step<?>> steps(TaskSpec.Figure task) {
    List<Case> trials = trials(task.network(), task.variant());
    Optional<Precision> precision = task.precision();
    if (task.kind() == TaskSpec.Kind.ACCURACY) {
      boolean real = precision.isEmpty() && !task.network().isQuantized();
      return trials.stream()
          .<Step<?>>map(one -> real ? real(one) : quantized(one, precision))
          .toList();
    }
    Device device = task.device().orElseThrow();
    Case first = trials.get(0);
    return switch (task.kind()) {
      case UTILIZATION -> List.of(synthesize(first, precision, device));
      case SIMULATION -> List.of(simulate(first, precision, device));
      case BITSTREAM -> placed(first, precision, device);
      case ACCURACY -> throw new AssertionError(task);
    };
  }

  private void addHardware(
      Set<Step<?>> steps, Case one, Optional<Precision> precision, Device device) {
    if (spec.simulationImages() > 0) {
      add(steps, simulate(one, precision, device));
    }
    add(steps, synthesize(one, precision, device));
    placed(one, precision, device).forEach(step -> add(steps, step));
  }

  /** The steps that take its hardware to a bitstream, where that is asked for and can be. */
  public List<Step<?>> placed(Case one, Optional<Precision> precision, Device device) {
    PlacementSpec placement = spec.placement();
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
    PlacementSpec placement = spec.placement();
    return new Place(
        netlist,
        placement.seeds(),
        placement.minutes(),
        placement.clockMhz(),
        placer(netlist.device()));
  }

  private PlaceFitting placeFitting(Design design) {
    PlacementSpec placement = spec.placement();
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

  @Override
  public List<SourceFile> files() {
    Map<String, SourceFile> files = new LinkedHashMap<>();
    List<NetworkSpec> networks = new ArrayList<>(spec.networks());
    networks.addAll(spec.teachers().values());
    for (NetworkSpec network : networks) {
      network.files().values().forEach(file -> files.putIfAbsent(file.sha256(), file));
    }
    return List.copyOf(files.values());
  }

  /** Every combination of trial, network and variant; what comes from a file is in the first. */
  public List<Case> cases() {
    Set<Case> cases = new LinkedHashSet<>();
    for (int trial = 0; trial < spec.trials(); trial++) {
      for (NetworkSpec network : spec.networks()) {
        for (Variant variant : network.variants()) {
          if (trial == 0 || !network.isGiven(variant)) {
            cases.add(new Case(network, variant, spec.seed() + trial));
          }
        }
      }
    }
    return List.copyOf(cases);
  }

  /** The trials of one variant of a network. */
  public List<Case> trials(NetworkSpec network, Variant variant) {
    return cases().stream()
        .filter(one -> one.network().equals(network) && one.variant() == variant)
        .toList();
  }

  /** What a network is quantized to; empty for the types that it has from its file. */
  public List<Optional<Precision>> precisions(NetworkSpec network) {
    return network.isQuantized()
        ? List.of(Optional.empty())
        : spec.precisions().stream().map(Optional::of).toList();
  }

  /** The step that makes a case's network of real numbers, unless its file has integers. */
  public Optional<NetworkStep> network(Case one) {
    return one.network().isQuantized() ? Optional.empty() : Optional.of(real(one));
  }

  private NetworkStep real(Case one) {
    if (one.file().isPresent()) {
      return imported(one);
    }
    long seed = one.seed();
    return switch (one.variant()) {
      case RESIDUAL, AS_IS -> teacher(one);
      case ABSORBED -> new AbsorbSkips(teacher(one));
      case PLAIN -> new Train(spec.dataset(), source(one), false, spec.plain(), seed);
      case PLAIN_DISTILLED ->
          new Distill(teacher(one), spec.plainDistilled(), seed, other("plain_distilled"));
      case SKIPPER ->
          new TreatSkips(teacher(one), Treatment.REMOVE, spec.skipper(), seed, other("skipper"));
      case TRIMMER ->
          new TreatSkips(
              trimmersTeacher(one), Treatment.SHORTEN, spec.trimmer(), seed, other("trimmer"));
      case MERGER ->
          new TreatSkips(
              teacher(one), Treatment.SHORTEN_TO_MERGE, spec.merger(), seed, other("merger"));
    };
  }

  /** The teacher of a section that names one. */
  private Optional<Import> other(String section) {
    return Optional.ofNullable(spec.teachers().get(section))
        .map(
            network -> {
              Variant variant = network.files().keySet().iterator().next();
              return imported(new Case(network, variant, spec.seed()));
            });
  }

  private Import imported(Case one) {
    return new Import(
        spec.dataset(),
        one.file().orElseThrow(),
        one.network().architecture(),
        one.network().names(),
        one.variant(),
        one.title());
  }

  /** The residual network of the same trial, with which all taught variants begin. */
  private NetworkStep teacher(Case one) {
    Case residual = new Case(one.network(), Variant.RESIDUAL, one.seed());
    return residual.file().isPresent()
        ? imported(residual)
        : new Train(spec.dataset(), source(one), true, spec.teacher(), one.seed());
  }

  /** A file's network whatever it is; one that is built has its ReLU before the add. */
  private NetworkStep trimmersTeacher(Case one) {
    if (one.network().file(Variant.RESIDUAL).isPresent()) {
      return teacher(one);
    }
    Architecture given = one.network().architecture().orElseThrow();
    Architecture wanted = given.with(Block.RELU_BEFORE_ADD);
    GraphSource source = new GraphSource.Built(wanted);
    return new Train(spec.dataset(), source, true, spec.teacher(), one.seed());
  }

  private GraphSource source(Case one) {
    Case residual = new Case(one.network(), Variant.RESIDUAL, one.seed());
    return residual.file().isPresent()
        ? new GraphSource.Imported(imported(residual))
        : new GraphSource.Built(one.network().architecture().orElseThrow());
  }

  /** The step that turns it into integers, or takes it from its file. */
  public QuantizedStep quantized(Case one, Optional<Precision> precision) {
    return one.network().isQuantized()
        ? new ImportQuantized(spec.dataset(), one.file().orElseThrow(), one.title())
        : quantize(one, precision.orElseThrow());
  }

  private Quantize quantize(Case one, Precision precision) {
    Optional<Precision> wider =
        spec.progressive() ? precision.nextWider(spec.precisions()) : Optional.empty();
    return new Quantize(
        real(one),
        precision,
        spec.quantization(),
        OptionalInt.of(spec.calibrationImages()),
        wider.map(next -> quantize(one, next)),
        spec.statisticsImages() == 0
            ? OptionalInt.empty()
            : OptionalInt.of(spec.statisticsImages()),
        other("quantization"));
  }

  /** The step that compares its hardware with the integers. */
  public Simulate simulate(Case one, Optional<Precision> precision, Device device) {
    return new Simulate(
        design(one, precision, device),
        spec.simulationImages(),
        HardwareDigests.TESTBENCH,
        title(Tool.VERILATOR));
  }

  /** The step that synthesizes its hardware. */
  public Synthesize synthesize(Case one, Optional<Precision> precision, Device device) {
    Design design = design(one, precision, device);
    return new Synthesize(design, spec.hardware().synthesis(), title(Tool.YOSYS));
  }

  /** The step that makes its hardware. */
  public Design design(Case one, Optional<Precision> precision, Device device) {
    return new Design(
        quantized(one, precision),
        target(one, precision, device),
        spec.hardware().folding(),
        spec.hardware().skips(),
        spec.hardware().blockRamPrice(),
        HardwareDigests.LIBRARY);
  }

  /** The same for all variants: as fast as the first of them, which is the largest. */
  private Design.Target target(Case one, Optional<Precision> precision, Device device) {
    HardwareSpec hardware = spec.hardware();
    if (hardware.cyclesPerFrame().isPresent()) {
      return new Design.Cycles(hardware.cyclesPerFrame().get(), device);
    }
    Variant largest = one.network().variants().stream().sorted().findFirst().orElseThrow();
    Case reference = new Case(one.network(), largest, one.seed());
    return new Design.ShareOfDevice(
        quantized(reference, precision), device, hardware.deviceShare());
  }

  private static void add(Set<Step<?>> steps, Step<?> step) {
    step.inputs().forEach(input -> add(steps, input));
    steps.add(step);
  }
}
