import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.skiptrim.device.Device;
import org.skiptrim.device.Utilization;
import org.skiptrim.process.ToolProcess;
import org.skiptrim.rtl.RtlDesign;
import org.skiptrim.rtl.RtlInstance;
import org.skiptrim.storage.Json;

/**
 * The clock of single units, placed and routed: {@code WORK SEEDS MODULE,… DESIGN…}.
 *
 * <p>A unit is synthesized as it is. Around the finished netlist come flip-flops alone: a shift
 * register from one pin feeds all its inputs, each output ends in a flip-flop of its own, and these
 * go to one pin through a chain of exclusive ors with a flip-flop each. So the design needs three
 * pins, every path begins and ends in a flip-flop, nothing of the unit is simplified away, and the
 * flip-flops around it are in no count but may be placed wherever they suit. The unit has the whole
 * chip for itself: a figure is what its logic allows, not what a full design reaches.
 */
public final class UnitClock {
  /** Of the same kind and style, only the largest unit is measured. */
  private static final List<String> STYLES =
      List.of("RamStyle", "Products", "Kernel", "Stride", "Tap", "Relu", "Saturate");

  private static final Device CHIP = Device.named("lfe5u-85f");

  private record Netlist(Map<String, Module> modules) {}

  private record Module(Map<String, Connection> ports, Map<String, Cell> cells) {}

  private record Connection(String direction, List<Object> bits) {}

  private record Cell(String type) {}

  /** What nextpnr reports. */
  private record Report(List<TimingPath> criticalPaths, Map<String, Clock> fmax) {}

  private record Clock(double achieved) {}

  private record TimingPath(String from, String to, List<Step> path) {}

  private record Step(double delay, Place from, String net, Place to, String type) {}

  private record Place(String cell, String port) {}

  private record Timed(double megahertz, String path) {}

  private final Path work;
  private final int seeds;

  private UnitClock(Path work, int seeds) {
    this.work = work;
    this.seeds = seeds;
  }

  public static void main(String[] arguments) throws Exception {
    UnitClock bench = new UnitClock(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    List<String> only = List.of(arguments[2].split(","));
    Map<String, RtlInstance> largest = new TreeMap<>();
    Map<RtlInstance, Path> folders = new LinkedHashMap<>();
    for (String folder : Arrays.asList(arguments).subList(3, arguments.length)) {
      RtlDesign design = RtlDesign.read(Path.of(folder).toAbsolutePath());
      for (RtlInstance unit : design.instances()) {
        if (arguments[2].isEmpty() || only.contains(unit.module())) {
          folders.putIfAbsent(unit, design.directory());
          largest.merge(style(unit), unit, (a, b) -> size(a) >= size(b) ? a : b);
        }
      }
    }
    System.out.println("|unit|LUT4|FF|EBR|MULT18|Fmax MHz (least to most)|critical path|");
    System.out.println("|---|---|---|---|---|---|---|");
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      List<Future<String>> rows = new ArrayList<>();
      for (RtlInstance unit : largest.values()) {
        rows.add(pool.submit(() -> bench.row(unit, folders.get(unit))));
      }
      for (Future<String> row : rows) {
        System.out.println(row.get());
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static String style(RtlInstance unit) {
    StringBuilder style = new StringBuilder(unit.module());
    STYLES.forEach(name -> style.append(' ').append(unit.parameters().getOrDefault(name, "")));
    if (unit.module().equals("width_converter")) {
      style.append(number(unit, "InputLanes") < number(unit, "OutputLanes"));
    }
    return style.toString();
  }

  private static double size(RtlInstance unit) {
    return unit.parameters().values().stream()
        .filter(value -> value.matches("\\d+"))
        .mapToDouble(value -> Math.log1p(Double.parseDouble(value)))
        .sum();
  }

  private static int number(RtlInstance unit, String parameter) {
    return Integer.parseInt(unit.parameters().get(parameter));
  }

  private String row(RtlInstance unit, Path memories) throws Exception {
    Path folder = Files.createTempDirectory(work, unit.module());
    yosys(unit, folder, "unit", synthesis(unit, memories));
    Module netlist = Json.read(folder.resolve("unit.json"), Netlist.class).modules().get("unit");
    Map<String, Long> cells =
        netlist.cells().values().stream()
            .collect(Collectors.groupingBy(Cell::type, Collectors.counting()));
    Utilization area =
        CHIP.family().utilization(cells, Utilization.Method.SYNTHESIZED_BY_PARTS);
    Files.writeString(folder.resolve("around.v"), around(netlist.ports()));
    yosys(
        unit,
        folder,
        "around",
        """
        read_json unit.json
        read_verilog around.v
        hierarchy -top around
        flatten
        write_json around.json
        """);
    List<Timed> runs = new ArrayList<>();
    for (int seed = 1; seed <= seeds; seed++) {
      runs.add(timed(unit, folder, seed));
    }
    runs.sort(Comparator.comparingDouble(Timed::megahertz));
    Timed median = runs.get((seeds - 1) / 2);
    return "|%s|%d|%d|%d|%d|%.0f (%.0f to %.0f)|%s|"
        .formatted(
            title(unit),
            area.luts(),
            area.flipFlops(),
            area.blockRams(),
            area.dsps(),
            median.megahertz(),
            runs.get(0).megahertz(),
            runs.get(seeds - 1).megahertz(),
            median.path());
  }

  private static String title(RtlInstance unit) {
    return unit.module()
        + unit.parameters().entrySet().stream()
            .filter(p -> !RtlInstance.isFile(p.getValue()) && !p.getValue().startsWith("\""))
            .map(p -> " " + p.getKey() + " " + p.getValue())
            .collect(Collectors.joining(","));
  }

  private static String synthesis(RtlInstance unit, Path memories) {
    String settings =
        unit.parameters().entrySet().stream()
            .map(p -> " -set " + p.getKey() + " " + literal(p.getValue(), memories))
            .collect(Collectors.joining());
    return """
        read_verilog -sv -defer %s/*.sv
        chparam%s $abstract\\%s
        hierarchy -check -top %3$s
        rename -top unit
        synth_ecp5 -top unit
        write_json unit.json
        """
        .formatted(Path.of("rtl").toAbsolutePath(), settings, unit.module());
  }

  private static String literal(String value, Path memories) {
    return RtlInstance.isFile(value)
        ? "\"" + memories.resolve(value.substring(1, value.length() - 1)) + "\""
        : value;
  }

  private static String around(Map<String, Connection> ports) {
    StringBuilder text = new StringBuilder("module around(input clk, in, output out);\n");
    String flipFlop =
        "TRELLIS_FF #(.GSR(\"DISABLED\"), .CEMUX(\"1\"), .CLKMUX(\"CLK\"), .LSRMUX(\"LSR\"),"
            + " .REGSET(\"RESET\")) %s (.CLK(clk), .CE(1'b1), .LSR(1'b0), .DI(%s), .Q(%s));\n";
    List<String> connections = new ArrayList<>();
    String before = "in";
    String sum = "1'b0";
    for (Map.Entry<String, Connection> port : ports.entrySet()) {
      String name = port.getKey();
      int bits = port.getValue().bits().size();
      if (name.equals("clk_i")) {
        connections.add(".clk_i(clk)");
        continue;
      }
      connections.add("." + name + "(" + name + ")");
      text.append("wire [%d:0] %s;\n".formatted(bits - 1, name));
      for (int bit = 0; bit < bits; bit++) {
        String at = name + "[" + bit + "]";
        String cell = name + "_" + bit;
        if (port.getValue().direction().equals("input")) {
          text.append(flipFlop.formatted("in_" + cell, before, at));
          before = at;
        } else {
          text.append("wire q_%1$s, x_%1$s, s_%1$s;\n".formatted(cell));
          text.append(flipFlop.formatted("out_" + cell, at, "q_" + cell));
          text.append(
              "LUT4 #(.INIT(16'h6666)) lut_%1$s (.A(q_%1$s), .B(%2$s), .C(1'b0), .D(1'b0), .Z(x_%1$s));\n"
                  .formatted(cell, sum));
          text.append(flipFlop.formatted("sum_" + cell, "x_" + cell, "s_" + cell));
          sum = "s_" + cell;
        }
      }
    }
    return text
        + "unit unit("
        + String.join(", ", connections)
        + ");\nassign out = "
        + sum
        + ";\nendmodule\n";
  }

  private static void yosys(RtlInstance unit, Path folder, String name, String script)
      throws IOException, InterruptedException {
    Path file = folder.resolve(name + ".ys");
    Files.writeString(file, script);
    new ToolProcess(
            "Yosys",
            "synthesizing " + unit.name(),
            List.of("yosys", "-q", file.toString()),
            folder,
            folder.resolve(name + ".log"))
        .run();
  }

  private static Timed timed(RtlInstance unit, Path folder, int seed)
      throws IOException, InterruptedException {
    String report = "report" + seed + ".json";
    new ToolProcess(
            "nextpnr",
            "placing " + unit.name(),
            List.of(
                "nextpnr-ecp5", "--85k", "--speed", "6", "--quiet", "--freq", "125",
                "--timing-allow-fail", "--lpf-allow-unconstrained", "--json", "around.json",
                "--seed", Integer.toString(seed), "--report", report),
            folder,
            folder.resolve("nextpnr" + seed + ".log"))
        .run();
    Report found = Json.read(folder.resolve(report), Report.class);
    double megahertz =
        found.fmax().values().stream().mapToDouble(Clock::achieved).min().orElseThrow();
    return new Timed(megahertz, words(critical(found)));
  }

  private static TimingPath critical(Report report) {
    return report.criticalPaths().stream()
        .filter(path -> path.from().startsWith("posedge") && path.to().startsWith("posedge"))
        .findFirst()
        .orElseThrow();
  }

  /** From which register to which, through how many cells, and how much of it is wires. */
  private static String words(TimingPath path) {
    List<Step> steps = path.path();
    double wires = 0;
    double all = 0;
    int cells = 0;
    String from = "";
    for (Step step : steps) {
      all += step.delay();
      if (step.type().equals("routing")) {
        wires += step.delay();
        from = from.isEmpty() ? step.net() : from;
      } else if (step.type().equals("logic")) {
        cells++;
      }
    }
    Place end = steps.get(steps.size() - 1).to();
    return "%s → %s (%s), %d cells, %.1f ns, wires %.1f"
        .formatted(name(from), name(end.cell()), end.port(), cells, all, wires);
  }

  private static String name(String net) {
    return net.replaceAll("^unit\\.|_TRELLIS_FF.*|_LUT4.*|_CCU2C.*|\\$.*|_PFUMX.*|_L6MUX.*", "");
  }
}
