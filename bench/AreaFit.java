import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.skiptrim.device.Device;
import org.skiptrim.device.Utilization;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.hardware.AreaModel;
import org.skiptrim.hardware.DataflowGraph;
import org.skiptrim.hardware.DataflowLowering;
import org.skiptrim.hardware.Folding;
import org.skiptrim.hardware.Folding.Fold;
import org.skiptrim.hardware.HardwareStyle;
import org.skiptrim.hardware.MemoryStyles;
import org.skiptrim.hardware.Products;
import org.skiptrim.hardware.SkipSource;
import org.skiptrim.hardware.Unit;
import org.skiptrim.hardware.UnitInstance;
import org.skiptrim.network.Block;
import org.skiptrim.network.Initialization;
import org.skiptrim.network.Network;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.ResNets;
import org.skiptrim.network.Shape;
import org.skiptrim.network.Shortcut;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.process.Tool;
import org.skiptrim.process.Tools;
import org.skiptrim.quantization.FakeQuantization;
import org.skiptrim.quantization.Precision;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.quantization.Quantizer;
import org.skiptrim.rtl.RtlDesign;
import org.skiptrim.rtl.RtlInstance;
import org.skiptrim.rtl.TopModuleWriter;
import org.skiptrim.storage.AtomicFiles;
import org.skiptrim.storage.CacheDirectory;
import org.skiptrim.storage.ProgressListener;
import org.skiptrim.storage.TemporaryFolder;
import org.skiptrim.synthesis.Synthesis;
import org.skiptrim.synthesis.Yosys;

/** Fits the weights of {@link AreaModel}: {@code INSTANCES FILE DEVICE…}, a device of each family. */
public final class AreaFit {
  private static final String[] TYPES = {
    "ap_fixed<16,5>", "ap_fixed<12,4>", "ap_fixed<8,3>", "ap_fixed<8,2>", "ap_fixed<6,2>", "ap_fixed<4,2>", "ap_fixed<2,1>"
  };

  private static final int DESIGNS = 60;

  /** An instance with more products than this takes minutes and tells no more; those of LUTs are larger. */
  private static final int MOST_PRODUCTS = 128;

  private static final int MOST_OF_LUTS = 32;

  /** Modules with many parameters; of the others a third as many instances will do. */
  private static final Set<String> MANIFOLD =
      Set.of("matrix_vector", "requantize", "sliding_window", "tapped_window");

  private record Sample(Unit unit, RtlDesign design, RtlInstance instance) {}

  private record Row(double[] features, double luts, double flipFlops) {}

  private final Device device;
  private final int instances;
  private final Random random = new Random(1);

  private AreaFit(Device device, int instances) {
    this.device = device;
    this.instances = instances;
  }

  public static void main(String[] arguments) throws Exception {
    int instances = Integer.parseInt(arguments[0]);
    Map<String, String> families = new LinkedHashMap<>();
    for (String name : List.of(arguments).subList(2, arguments.length)) {
      Device device = Device.named(name);
      families.put(device.family().name(), new AreaFit(device, instances).fit());
    }
    StringBuilder yaml = new StringBuilder("""
        # LUTs and flip-flops that a unit takes for each of its features (AreaFeatures), by family and module: [LUTs, flip-flops].
        # Made by bench/area, by synthesis of random instances; made again when the hardware library changes.
        """);
    families.forEach((family, text) -> yaml.append(family).append(":\n").append(text));
    AtomicFiles.write(Path.of(arguments[1]), yaml.toString());
  }

  private String fit() throws Exception {
    try (TemporaryFolder folder = TemporaryFolder.create("skiptrim-area")) {
      StringBuilder yaml = new StringBuilder();
      for (Map.Entry<String, List<Sample>> kind : samples(folder.path()).entrySet()) {
        yaml.append(fit(kind.getKey(), kind.getValue()));
      }
      return yaml.toString();
    }
  }

  /** Different instances by module, out of random designs. */
  private Map<String, List<Sample>> samples(Path folder) throws IOException {
    Map<String, Map<String, Sample>> different = new TreeMap<>();
    for (int i = 0; i < DESIGNS; i++) {
      DataflowGraph graph = randomGraph();
      RtlDesign design = TopModuleWriter.write(graph, folder.resolve("design" + i));
      for (int k = 0; k < graph.units().size(); k++) {
        UnitInstance unit = graph.units().get(k);
        RtlInstance instance = design.instances().get(k);
        if (unit.unit() instanceof Unit.MatrixVector matrix && isLarge(matrix)) {
          continue;
        }
        different
            .computeIfAbsent(instance.module(), module -> new LinkedHashMap<>())
            .putIfAbsent(key(instance), new Sample(unit.unit(), design, instance));
      }
    }
    Map<String, List<Sample>> chosen = new TreeMap<>();
    different.forEach(
        (module, samples) -> {
          List<Sample> all = new ArrayList<>(samples.values());
          Collections.shuffle(all, random);
          chosen.put(module, all.subList(0, Math.min(all.size(), MANIFOLD.contains(module) ? instances : instances / 3)));
        });
    List<Sample> matrices = new ArrayList<>(chosen.get("matrix_vector"));
    chosen.get("matrix_vector").stream()
        .flatMap(sample -> ofLuts(sample).stream())
        .limit(instances / 3)
        .forEach(matrices::add);
    chosen.put("matrix_vector", matrices);
    return chosen;
  }

  /** The same with products of LUTs, which designs have where multipliers run out. */
  private static Optional<Sample> ofLuts(Sample sample) {
    if (!(sample.unit() instanceof Unit.MatrixVector m)
        || m.products() != Products.SINGLE.ordinal()
        || m.weightBits() < 2
        || m.pe() * m.simd() > MOST_OF_LUTS) {
      return Optional.empty();
    }
    Unit unit =
        new Unit.MatrixVector(
            m.beats(), m.outputFolds(), m.simd(), m.pe(), m.inputBits(), m.inputSigned(), m.weightBits(),
            m.accumulatorBits(), Products.LUTS.ordinal(), m.blockWords(), m.weightsFile(), m.restFile());
    Map<String, String> parameters = new LinkedHashMap<>(sample.instance().parameters());
    parameters.put("Products", String.valueOf(Products.LUTS.ordinal()));
    RtlInstance instance = new RtlInstance(sample.instance().name(), sample.instance().module(), parameters);
    return Optional.of(new Sample(unit, sample.design(), instance));
  }

  private boolean isLarge(Unit.MatrixVector matrix) {
    boolean ofLuts = matrix.multipliers(device) == 0;
    return matrix.pe() * matrix.simd() > (ofLuts ? MOST_OF_LUTS : MOST_PRODUCTS);
  }

  private static String key(RtlInstance instance) {
    Map<String, String> parameters = new TreeMap<>(instance.parameters());
    parameters.values().removeIf(RtlInstance::isFile);
    return parameters.toString();
  }

  private DataflowGraph randomGraph() {
    int width = List.of(4, 8, 16, 16).get(random.nextInt(4));
    int side = List.of(8, 16, 28, 32).get(random.nextInt(4));
    Network<RealOp> real =
        ResNets.resNet(
            1,
            new int[] {width, 2 * width, 4 * width},
            Shortcut.values()[random.nextInt(Shortcut.values().length)],
            Block.values()[random.nextInt(Block.values().length)],
            new Shape(3, side, side),
            10);
    FixedPoint weights = FixedPoint.parse(TYPES[random.nextInt(TYPES.length)]);
    FixedPoint activations = random.nextInt(3) > 0 ? weights : FixedPoint.parse(TYPES[random.nextInt(TYPES.length)]);
    Precision precision = new Precision(weights, activations, FixedPoint.signed(8, 2));
    TrainedNetwork trained =
        new TrainedNetwork(FakeQuantization.insert(real, precision), Initialization.of(real, random.nextInt(1000)));
    QuantizedNetwork quantized = Quantizer.quantize(trained);
    Folding folding = folding(quantized);
    MemoryStyles memories = new MemoryStyles(device, 0.05 * Math.exp(4 * random.nextDouble()));
    SkipSource skips = SkipSource.values()[random.nextInt(SkipSource.values().length)];
    return DataflowLowering.lower(quantized, folding, new HardwareStyle(memories, skips));
  }

  /** As fast as any, and half of its layers with as many products in another arrangement. */
  private Folding folding(QuantizedNetwork quantized) {
    long slowest = Folding.forCycles(quantized, 1L << 40, device).cyclesPerFrame(quantized);
    long fastest = 9L * quantized.network().shape(quantized.network().input().name()).pixels();
    Folding folding = Folding.forCycles(quantized, Math.max(fastest, slowest >> random.nextInt(8)), device);
    Map<String, Fold> folds = new LinkedHashMap<>(folding.folds());
    for (Map.Entry<String, Fold> entry : folds.entrySet()) {
      Fold fold = entry.getValue();
      int inputs = quantized.network().shape(quantized.network().node(entry.getKey()).input()).channels();
      int outputs = quantized.network().shape(entry.getKey()).channels();
      List<Fold> others =
          IntStream.rangeClosed(1, outputs)
              .filter(pe -> outputs % pe == 0 && fold.products() % pe == 0 && inputs % (fold.products() / pe) == 0)
              .filter(pe -> pe % 2 == 0 || fold.multipliers() * 2 != fold.products())
              .mapToObj(pe -> new Fold(pe, fold.products() / pe, fold.kind()))
              .toList();
      if (random.nextBoolean() && !others.isEmpty()) {
        entry.setValue(others.get(random.nextInt(others.size())));
      }
    }
    return new Folding(folds, lanes(quantized, folding));
  }

  /** Wider beats than it needs, the same for all feature maps of as many channels. */
  private Map<String, Integer> lanes(QuantizedNetwork quantized, Folding folding) {
    int wider = random.nextInt(4);
    Map<String, Integer> lanes = new LinkedHashMap<>();
    folding.lanes().forEach(
        (node, fewest) -> {
          int channels = quantized.network().shape(node).channels();
          boolean divides = channels % (fewest << wider) == 0;
          boolean image = node.equals(quantized.network().input().name());
          lanes.put(node, divides && !image ? fewest << wider : fewest);
        });
    return lanes;
  }

  private String fit(String module, List<Sample> samples) throws IOException, InterruptedException {
    List<String> names = List.copyOf(new AreaModel(device).features(samples.get(0).unit()).keySet());
    List<Row> rows = new ArrayList<>();
    Yosys yosys = yosys();
    for (Sample sample : samples) {
      RtlDesign all = sample.design();
      RtlDesign one = new RtlDesign(all.directory(), all.topModule(), all.sources(), List.of(sample.instance()), all.dataflow());
      Synthesis made = yosys.synthesize(one, device, Utilization.Method.SYNTHESIZED_BY_PARTS, ProgressListener.SILENT);
      double[] features = new AreaModel(device).features(sample.unit()).values().stream().mapToDouble(d -> d).toArray();
      rows.add(new Row(features, made.total().luts(), made.total().flipFlops()));
      System.err.printf("%s %s: %d of %d instances\r", device.name(), module, rows.size(), samples.size());
    }
    double[] luts = weights(rows, true);
    double[] flipFlops = weights(rows, false);
    double[] halfLuts = weights(everySecond(rows, 0), true);
    double[] halfFlipFlops = weights(everySecond(rows, 0), false);
    System.out.printf(
        Locale.ROOT,
        "%-10s %-20s %3d instances: LUT off by %5.1f %%, FF %5.1f %%; left out of the fit %5.1f, %5.1f %%%n",
        device.name(), module, rows.size(), error(rows, luts, true), error(rows, flipFlops, false),
        error(everySecond(rows, 1), halfLuts, true), error(everySecond(rows, 1), halfFlipFlops, false));
    StringBuilder yaml = new StringBuilder("  " + module + ":\n");
    for (int i = 0; i < names.size(); i++) {
      if (luts[i] != 0 || flipFlops[i] != 0) {
        yaml.append(String.format(Locale.ROOT, "    %s: [%.3f, %.3f]%n", names.get(i), luts[i], flipFlops[i]));
      }
    }
    return yaml.toString();
  }

  private static List<Row> everySecond(List<Row> rows, int first) {
    return IntStream.range(0, rows.size()).filter(i -> i % 2 == first).mapToObj(rows::get).toList();
  }

  private static Optional<Yosys> kept = Optional.empty();

  private static Yosys yosys() throws IOException, InterruptedException {
    if (kept.isEmpty()) {
      Path cache = CacheDirectory.standard().resolve("synthesis");
      Files.createDirectories(cache);
      kept = Optional.of(new Yosys(Tools.ofThisMachine().require(Tool.YOSYS, System.err::println), cache, 1));
    }
    return kept.get();
  }

  /** Mean of the deviations, weighted with what is estimated: what is off where many are added. */
  private static double error(List<Row> rows, double[] weights, boolean luts) {
    double off = 0;
    double all = 0;
    for (Row row : rows) {
      double target = luts ? row.luts : row.flipFlops;
      off += Math.abs(estimate(row, weights) - target);
      all += target;
    }
    return all == 0 ? 0 : 100 * off / all;
  }

  private static double estimate(Row row, double[] weights) {
    return IntStream.range(0, weights.length).mapToDouble(i -> weights[i] * row.features[i]).sum();
  }

  /** Least squares of relative deviations without negative weights, by coordinate descent. */
  private static double[] weights(List<Row> rows, boolean luts) {
    int n = rows.get(0).features.length;
    double[] weights = new double[n];
    double[] left = rows.stream().mapToDouble(row -> luts ? row.luts : row.flipFlops).toArray();
    double[] trust = IntStream.range(0, left.length).mapToDouble(i -> 1 / Math.pow(left[i] + 20, 1.5)).toArray();
    for (int round = 0; round < 20_000; round++) {
      for (int i = 0; i < n; i++) {
        double along = 0;
        double square = 0;
        for (int r = 0; r < left.length; r++) {
          double x = rows.get(r).features[i];
          along += trust[r] * x * left[r];
          square += trust[r] * x * x;
        }
        double change = square == 0 ? 0 : Math.max(-weights[i], along / square);
        weights[i] += change;
        for (int r = 0; r < left.length && change != 0; r++) {
          left[r] -= change * rows.get(r).features[i];
        }
      }
    }
    return weights;
  }
}
