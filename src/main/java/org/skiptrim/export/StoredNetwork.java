package org.skiptrim.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.skiptrim.export.ExportFormat.Takes;
import org.skiptrim.network.NetworkFile;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.quantization.QuantizedNetworkFile;
import org.skiptrim.quantization.Quantizer;
import org.skiptrim.storage.Safetensors;

/**
 * A network as it lies in a run directory.
 *
 * @param file that holds it
 * @param real numbers, if it has those
 * @param quantized if it is
 * @param remarks of its file, such as how its images were normalized
 */
public record StoredNetwork(
    Path file,
    Optional<TrainedNetwork> real,
    Optional<QuantizedNetwork> quantized,
    Map<String, String> remarks) {
  private static final String INPUT_TYPE = "input_type";
  private static final List<String> REAL_FILES =
      List.of("network.safetensors", "trained.safetensors");
  private static final List<String> QUANTIZED_FILES = List.of("quantized.safetensors");

  /**
   * Reads the network that a format takes.
   *
   * @param named its file, or the run directory that holds it
   * @throws IOException in one line with the remedy, if there is none of that kind
   */
  public static StoredNetwork read(Path named, ExportFormat format) throws IOException {
    Path file = Files.isDirectory(named) ? inDirectory(named, format) : named;
    try {
      return ofFile(file, format);
    } catch (IllegalArgumentException e) { // parameters that are not those of the graph
      throw new ExportException("%s cannot be used: %s".formatted(file, e.getMessage()));
    }
  }

  private static StoredNetwork ofFile(Path file, ExportFormat format) throws IOException {
    Map<String, String> metadata = Safetensors.read(file).metadata();
    Map<String, String> remarks = new TreeMap<>(metadata);
    remarks.keySet().removeAll(List.of(NetworkFile.GRAPH, INPUT_TYPE, "logit_step"));
    if (metadata.containsKey(INPUT_TYPE)) {
      check(format, Takes.QUANTIZED, file);
      Optional<QuantizedNetwork> network = Optional.of(QuantizedNetworkFile.read(file));
      return new StoredNetwork(file, Optional.empty(), network, remarks);
    }
    TrainedNetwork network = NetworkFile.read(file);
    if (format.takes() == Takes.QUANTIZED && hasQuantizers(network)) {
      Optional<QuantizedNetwork> integers = Optional.of(Quantizer.quantize(network));
      return new StoredNetwork(file, Optional.empty(), integers, remarks);
    }
    check(format, Takes.REAL, file);
    return new StoredNetwork(file, Optional.of(network), Optional.empty(), remarks);
  }

  /** What was trained with quantizers is as good as the integers: they are made of it. */
  private static boolean hasQuantizers(TrainedNetwork network) {
    return network.network().nodes().stream()
        .anyMatch(node -> node.op() instanceof RealOp.Quantize);
  }

  private static Path inDirectory(Path directory, ExportFormat format) throws IOException {
    Stream<String> candidates =
        switch (format.takes()) {
          case REAL -> REAL_FILES.stream();
          case QUANTIZED -> QUANTIZED_FILES.stream();
          case EITHER -> Stream.concat(QUANTIZED_FILES.stream(), REAL_FILES.stream());
        };
    List<Path> files = candidates.map(directory::resolve).toList();
    for (Path file : files) {
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    String wanted =
        files.stream().map(file -> file.getFileName().toString()).collect(Collectors.joining(", "));
    throw new ExportException(
        "%s has no %s, which --to %s takes; name the run directory of %s"
            .formatted(
                directory,
                wanted.replace(", ", " and no "),
                format,
                format.takes() == Takes.QUANTIZED
                    ? "a step that quantizes"
                    : "a step that trains or imports"));
  }

  private static void check(ExportFormat format, Takes found, Path file) throws ExportException {
    if (format.takes() == Takes.EITHER || format.takes() == found) {
      return;
    }
    throw new ExportException(
        found == Takes.REAL
            ? "%s holds a network of real numbers, and --to %s takes a quantized one; name a quantized.safetensors, or write it --to onnx or pytorch"
                .formatted(file, format)
            : "%s holds a quantized network, and --to %s takes one of real numbers; name the network.safetensors that it was made of, or write it --to qcdq or qonnx"
                .formatted(file, format));
  }
}
