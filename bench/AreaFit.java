import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
import org.skiptrim.network.Block;
import org.skiptrim.network.Initialization;
import org.skiptrim.network.IntegerOp;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.ResNets;
import org.skiptrim.network.Shape;
import org.skiptrim.network.Shortcut;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.network.Window;
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
import org.skiptrim.synthesis.Yosys;

/** Fits the weights of {@link AreaModel}: {@code INSTANCES FILE DEVICE…}, devices, some of each family. */
public final class AreaFit {
  private static final String[] TYPES = {
    "ap_fixed<16,5>", "ap_fixed<12,4>", "ap_fixed<8,3>", "ap_fixed<8,2>", "ap_fixed<6,2>", "ap_fixed<4,2>", "ap_fixed<2,1>"
  };

  private static final int DESIGNS = 100;

  /** How many instances of a module are shown that fit least. */
  private static final int WORST = Integer.getInteger("skiptrim.worst", 0);

  /** The modules to measure, such as those that have changed; all of them if nothing is said. */
  private static final Set<String> MODULES =
      Stream.of(System.getProperty("skiptrim.modules", "").split(","))
          .filter(module -> !module.isEmpty())
          .collect(Collectors.toSet());

  /** An instance with more products than this takes minutes and tells no more; those of LUTs are larger. */
  private static final int MOST_PRODUCTS = 128;

  private static final int MOST_OF_LUTS = 32;

  /** Modules with many parameters; of the others a third as many instances will do. */
  private static final Set<String> MANIFOLD =
      Set.of("matrix_vector", "pool", "requantize", "sliding_window", "tapped_window");

  private record Sample(Device device, Unit unit, RtlDesign design, RtlInstance instance) {
    Map<String, Double> features() {
      return new AreaModel(device).features(unit);
    }
  }

  private record Row(Sample sample, double[] features, double luts, double flipFlops) {}

  private final List<Device> devices;
  private final int instances;
  private final Yosys yosys;
  private final Random random = new Random(1);

  private AreaFit(List<Device> devices, int instances) throws IOException, InterruptedException {
    this.devices = devices;
    this.yosys = yosys();
    this.instances = instances;
  }

  public static void main(String[] arguments) throws Exception {
    int instances = Integer.parseInt(arguments[0]);
    Map<String, List<Device>> families = new LinkedHashMap<>();
    for (String name : List.of(arguments).subList(2, arguments.length)) {
      Device device = Device.named(name);
      families.computeIfAbsent(device.family().name(), family -> new ArrayList<>()).add(device);
    }
    Path file = Path.of(arguments[1]);
    StringBuilder yaml = new StringBuilder("""
        # LUTs and flip-flops that a unit takes for each of its features (AreaFeatures), by family and module: [LUTs, flip-flops].
        # Made by bench/area, by synthesis of random instances; made again when the hardware library changes.
        """);
    Map<String, Map<String, String>> known = known(file);
    for (Map.Entry<String, List<Device>> family : families.entrySet()) {
      Map<String, String> modules = MODULES.isEmpty() ? new TreeMap<>() : known.getOrDefault(family.getKey(), new TreeMap<>());
      modules.putAll(new AreaFit(family.getValue(), instances).fit());
      known.put(family.getKey(), modules);
    }
    known.forEach((family, modules) -> yaml.append(family).append(":\n").append(String.join("", modules.values())));
    AtomicFiles.write(file, yaml.toString());
  }

  /** The lines of each module that the file has, by family. */
  private static Map<String, Map<String, String>> known(Path file) throws IOException {
    Map<String, Map<String, String>> known = new LinkedHashMap<>();
    String family = "";
    String module = "";
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith("#")) {
        continue;
      }
      if (!line.startsWith(" ")) {
        family = line.replace(":", "");
        known.put(family, new TreeMap<>());
        continue;
      }
      module = line.startsWith("    ") ? module : line.strip().replace(":", "");
      known.get(family).merge(module, line + "\n", String::concat);
    }
    return known;
  }

  /** The lines of each module. */
  private Map<String, String> fit() throws Exception {
    try (TemporaryFolder folder = TemporaryFolder.create("skiptrim-area")) {
      Map<String, List<Sample>> samples = new TreeMap<>();
      for (Device device : devices) {
        Path designs = Files.createDirectory(folder.path().resolve(device.name()));
        samples(device, designs)
            .forEach((module, more) -> samples.computeIfAbsent(module, key -> new ArrayList<>()).addAll(more));
      }
      Map<String, String> fitted = new TreeMap<>();
      for (Map.Entry<String, List<Sample>> kind : samples.entrySet()) {
        if (MODULES.isEmpty() || MODULES.contains(kind.getKey())) {
          fitted.put(kind.getKey(), fit(kind.getKey(), kind.getValue()));
        }
      }
      return fitted;
    }
  }

  /** Different instances by module, out of random designs; of units with several kinds of products as many of each. */
  private Map<String, List<Sample>> samples(Device device, Path folder) throws IOException {
    Map<String, Map<String, Sample>> different = new TreeMap<>();
    for (int i = 0; i < DESIGNS; i++) {
      DataflowGraph graph = randomGraph(device);
      RtlDesign design = TopModuleWriter.write(graph, folder.resolve("design" + i));
      for (int k = 0; k < graph.units().size(); k++) {
        Sample sample = new Sample(device, graph.units().get(k).unit(), design, design.instances().get(k));
        String kind = kind(sample.unit());
        if (!isLarge(sample)) {
          different
              .computeIfAbsent(sample.unit().module() + kind, module -> new LinkedHashMap<>())
              .putIfAbsent(key(sample.instance()), sample);
        }
      }
    }
    Map<String, List<Sample>> chosen = new TreeMap<>();
    different.forEach(
        (kind, samples) -> {
          List<Sample> all = new ArrayList<>(samples.values());
          Collections.shuffle(all, random);
          String module = kind.replaceAll("/.*", "");
          int most = MANIFOLD.contains(module) ? instances : instances / 3;
          chosen.computeIfAbsent(module, key -> new ArrayList<>()).addAll(all.subList(0, Math.min(all.size(), most)));
        });
    return chosen;
  }

  private static String kind(Unit unit) {
    if (unit instanceof Unit.Requantize requantize) {
      return requantize.serial() == 0 ? "" : requantize.serial() == 1 ? "/serial" : "/serial, some bits a step";
    }
    return unit instanceof Unit.MatrixVector matrix ? "/" + matrix.products() : "";
  }

  private static boolean isLarge(Sample sample) {
    return sample.unit() instanceof Unit.MatrixVector matrix
        && matrix.pe() * matrix.simd() > (matrix.multipliers(sample.device()) == 0 ? MOST_OF_LUTS : MOST_PRODUCTS);
  }

  private static String key(RtlInstance instance) {
    Map<String, String> parameters = new TreeMap<>(instance.parameters());
    parameters.values().removeIf(RtlInstance::isFile);
    return parameters.toString();
  }

  private DataflowGraph randomGraph(Device device) {
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
    real = random.nextInt(3) > 0 ? real : withOtherStem(real);
    TrainedNetwork trained =
        new TrainedNetwork(FakeQuantization.insert(real, precision()), Initialization.of(real, random.nextInt(1000)));
    QuantizedNetwork quantized = Quantizer.quantize(trained);
    Folding folding = folding(quantized, device);
    MemoryStyles memories = new MemoryStyles(device, 0.05 * Math.exp(4 * random.nextDouble()));
    SkipSource skips = SkipSource.values()[random.nextInt(SkipSource.values().length)];
    return DataflowLowering.lower(quantized, folding, new HardwareStyle(memories, skips));
  }

  /** With a larger kernel in the first convolution, or a smaller one, and a pool behind its ReLU. */
  private Network<RealOp> withOtherStem(Network<RealOp> network) {
    int kernel = List.of(2, 4, 5, 7).get(random.nextInt(4));
    Window window = new Window(kernel, 1, (kernel - 1) / 2, kernel % 2 == 0 ? 1 : 0);
    RealOp pool =
        random.nextInt(3) > 0
            ? new RealOp.MaxPool(new Window(2 + random.nextInt(2), 2, 0, 1))
            : new RealOp.AveragePool(2, 2);
    List<Node<RealOp>> nodes = new ArrayList<>();
    String pooled = "";
    for (Node<RealOp> node : network.nodes()) {
      String from = pooled;
      List<String> inputs = node.inputs().stream().map(input -> input.equals(from) ? "stem.pool" : input).toList();
      boolean first = node.op() instanceof RealOp.Conv2d && node.input().equals(network.input().name());
      RealOp op = first ? new RealOp.Conv2d(((RealOp.Conv2d) node.op()).outputs(), window) : node.op();
      nodes.add(new Node<>(node.name(), op, inputs));
      if (pooled.isEmpty() && node.op() instanceof RealOp.Relu) {
        pooled = node.name();
        nodes.add(new Node<>("stem.pool", pool, List.of(pooled)));
      }
    }
    return new Network<>(nodes);
  }

  /** Often of one type, else of others for activations and for what additions read, which rescales join. */
  private Precision precision() {
    FixedPoint weights = randomType();
    FixedPoint activations = random.nextInt(3) > 0 ? weights : randomType();
    Optional<FixedPoint> sums = Optional.of(randomType()).filter(type -> random.nextInt(3) == 0);
    return new Precision(weights, activations, FixedPoint.signed(8, 2), sums, Map.of());
  }

  private FixedPoint randomType() {
    return FixedPoint.parse(TYPES[random.nextInt(TYPES.length)]);
  }

  /** As fast as any, and half of its layers with as many products in another arrangement; does not ask what is being fitted. */
  private Folding folding(QuantizedNetwork quantized, Device device) {
    long slowest = Folding.forCycles(quantized, 1L << 40).cyclesPerFrame(quantized);
    long fastest =
        quantized.network().nodes().stream()
            .mapToLong(node -> quantized.network().shape(node.name()).pixels() * node.op().window().map(Window::pixels).orElse(1))
            .max()
            .orElseThrow();
    Folding folding = Folding.forCycles(quantized, Math.max(fastest, slowest >> random.nextInt(8)));
    Map<String, Fold> folds = new LinkedHashMap<>(folding.folds());
    for (Map.Entry<String, Fold> entry : folds.entrySet()) {
      int products = entry.getValue().products();
      int inputs = quantized.network().shape(quantized.network().node(entry.getKey()).input()).channels();
      int outputs = quantized.network().shape(entry.getKey()).channels();
      List<Integer> others =
          IntStream.rangeClosed(1, outputs)
              .filter(pe -> outputs % pe == 0 && products % pe == 0 && inputs % (products / pe) == 0)
              .boxed()
              .toList();
      int pe = random.nextBoolean() ? entry.getValue().pe() : others.get(random.nextInt(others.size()));
      entry.setValue(new Fold(pe, products / pe, kind(quantized, entry.getKey(), pe, device)));
    }
    return new Folding(folds, lanes(quantized, folding));
  }

  /** What the products of a layer may be made of in a design. */
  private Products kind(QuantizedNetwork quantized, String layer, int pe, Device device) {
    Node<IntegerOp> node = quantized.network().node(layer);
    int weightBits = node.op().weightType().orElseThrow().width();
    int valueBits = quantized.range(node.input()).bits();
    if (node.op().window().isEmpty()) {
      return Products.SINGLE;
    }
    boolean hard = device.dsps() > 0 && weightBits + valueBits > 8;
    boolean packs =
        hard
            && pe % 2 == 0
            && valueBits + 2 * weightBits <= device.multiplier().orElseThrow().longBits()
            && valueBits + 1 <= device.multiplier().orElseThrow().shortBits();
    return hard && random.nextInt(3) > 0
        ? (packs && random.nextBoolean() ? Products.PAIRED : Products.SINGLE)
        : Products.LUTS;
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

  private String fit(String module, List<Sample> samples) throws Exception {
    List<String> names = List.copyOf(samples.get(0).features().keySet());
    List<Row> rows = synthesized(module, samples);
    double[] luts = weights(rows, true);
    double[] flipFlops = weights(rows, false);
    double[] halfLuts = weights(everySecond(rows, 0), true);
    double[] halfFlipFlops = weights(everySecond(rows, 0), false);
    System.out.printf(
        Locale.ROOT,
        "%-15s %-20s %3d instances: LUT off by %5.1f %%, FF %5.1f %%; left out of the fit %5.1f, %5.1f %%%n",
        devices.get(0).family().name(), module, rows.size(), error(rows, luts, true), error(rows, flipFlops, false),
        error(everySecond(rows, 1), halfLuts, true), error(everySecond(rows, 1), halfFlipFlops, false));
    printWorst(rows, luts);
    StringBuilder yaml = new StringBuilder("  " + module + ":\n");
    for (int i = 0; i < names.size(); i++) {
      if (luts[i] != 0 || flipFlops[i] != 0) {
        yaml.append(String.format(Locale.ROOT, "    %s: [%.3f, %.3f]%n", names.get(i), luts[i], flipFlops[i]));
      }
    }
    return yaml.toString();
  }

  private List<Row> synthesized(String module, List<Sample> samples) throws Exception {
    AtomicInteger done = new AtomicInteger();
    ExecutorService workers = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<Future<Row>> rows = new ArrayList<>();
      for (Sample sample : samples) {
        rows.add(
            workers.submit(
                () -> {
                  Row row = synthesized(sample);
                  System.err.printf("%s: %d of %d instances\r", module, done.incrementAndGet(), samples.size());
                  return row;
                }));
      }
      List<Row> all = new ArrayList<>();
      for (Future<Row> row : rows) {
        all.add(row.get());
      }
      return all;
    } finally {
      workers.shutdownNow();
    }
  }

  private Row synthesized(Sample sample) throws IOException, InterruptedException {
    RtlDesign all = sample.design();
    RtlDesign one = new RtlDesign(all.directory(), all.topModule(), all.sources(), List.of(sample.instance()), all.dataflow());
    Utilization made =
        yosys.synthesize(one, sample.device(), Utilization.Method.SYNTHESIZED_BY_PARTS, ProgressListener.SILENT).total();
    double[] features = sample.features().values().stream().mapToDouble(value -> value).toArray();
    return new Row(sample, features, made.luts(), made.flipFlops());
  }

  private static List<Row> everySecond(List<Row> rows, int first) {
    return IntStream.range(0, rows.size()).filter(i -> i % 2 == first).mapToObj(rows::get).toList();
  }

  private static Yosys yosys() throws IOException, InterruptedException {
    Path cache = CacheDirectory.standard().resolve("synthesis");
    Files.createDirectories(cache);
    return new Yosys(Tools.ofThisMachine().require(Tool.YOSYS, System.err::println), cache, 1);
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

  /** Where the weights are furthest off, in LUTs: what features there should be. */
  private static void printWorst(List<Row> rows, double[] weights) {
    rows.stream()
        .sorted(Comparator.comparingDouble(row -> -Math.abs(estimate(row, weights) - row.luts)))
        .limit(WORST)
        .map(row -> "  %.0f LUTs instead of %.0f: %s".formatted(estimate(row, weights), row.luts, row.sample.unit()))
        .forEach(System.out::println);
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
