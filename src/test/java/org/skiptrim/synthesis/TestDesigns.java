package org.skiptrim.synthesis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.skiptrim.rtl.Dataflow;
import org.skiptrim.rtl.RtlDesign;
import org.skiptrim.rtl.RtlInstance;

/** Small hand-made designs of library modules, as the generator would lay them out. */
final class TestDesigns {
  private static final Path LIBRARY = Path.of("rtl");

  private TestDesigns() {}

  /** Two matrix units of one shape, one after the other, with weights of their own. */
  static RtlDesign twoMatrixUnits(Path directory, long seed) throws IOException {
    List<RtlInstance> instances = new ArrayList<>();
    for (String name : List.of("conv1", "conv2")) {
      String weights = name + "_weights.mem";
      Files.writeString(directory.resolve(weights), words(512, 4, new Random(seed++)));
      instances.add(new RtlInstance(name, "matrix_vector", matrixUnit(weights)));
    }
    Files.writeString(directory.resolve("top.sv"), top(instances));
    return new RtlDesign(
        directory,
        "top",
        copyLibrary(directory),
        instances,
        new Dataflow(List.of(), Map.of(), List.of(), 0));
  }

  /** One product of 16 by 16 bits a cycle, 512 words of weights. */
  private static Map<String, String> matrixUnit(String weights) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("Beats", "64");
    parameters.put("OutputFolds", "8");
    parameters.put("Simd", "1");
    parameters.put("Pe", "1");
    parameters.put("InputBits", "16");
    parameters.put("InputSigned", "1");
    parameters.put("WeightBits", "16");
    parameters.put("AccumulatorBits", "16");
    parameters.put("BlockWords", "512");
    parameters.put("WeightsFile", '"' + weights + '"');
    return parameters;
  }

  private static String words(int count, int digits, Random random) {
    return Stream.generate(() -> "%04x".formatted(random.nextInt(1 << (4 * digits))))
        .limit(count)
        .collect(Collectors.joining("\n", "// weights\n", "\n"));
  }

  private static List<String> copyLibrary(Path directory) throws IOException {
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.list(LIBRARY)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".sv")).sorted().toList()) {
        Files.copy(file, directory.resolve(file.getFileName()));
        names.add(file.getFileName().toString());
      }
    }
    names.add("top.sv");
    return names;
  }

  private static String top(List<RtlInstance> chain) {
    StringBuilder text = new StringBuilder();
    text.append("module top (input logic clk_i, rst_i, in_valid_i, out_ready_i,\n");
    text.append("  output logic in_ready_o, out_valid_o,\n");
    text.append("  input logic [15:0] in_data_i, output logic [15:0] out_data_o);\n");
    text.append("  logic [").append(chain.size()).append(":0] valid, ready;\n");
    text.append("  assign valid[0] = in_valid_i, in_ready_o = ready[0];\n");
    for (int i = 0; i < chain.size(); i++) {
      RtlInstance unit = chain.get(i);
      boolean last = i == chain.size() - 1;
      if (!last) {
        text.append("  logic [15:0] data_%d;\n".formatted(i + 1));
      }
      text.append(
          "  %s #(%s) %s (.clk_i, .rst_i,\n".formatted(unit.module(), settings(unit), unit.name()));
      text.append(
          "    .in_valid_i(valid[%1$d]), .in_ready_o(ready[%1$d]), .in_data_i(%2$s),\n"
              .formatted(i, i == 0 ? "in_data_i" : "data_" + i));
      text.append(
          "    .out_valid_o(valid[%1$d]), .out_ready_i(ready[%1$d]), .out_data_o(%2$s));\n"
              .formatted(i + 1, last ? "out_data_o" : "data_" + (i + 1)));
    }
    text.append(
        "  assign out_valid_o = valid[%1$d], ready[%1$d] = out_ready_i;\n".formatted(chain.size()));
    return text.append("endmodule\n").toString();
  }

  private static String settings(RtlInstance unit) {
    return unit.parameters().entrySet().stream()
        .map(p -> ".%s(%s)".formatted(p.getKey(), p.getValue()))
        .collect(Collectors.joining(", "));
  }
}
