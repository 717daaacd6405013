package org.skiptrim.quantization;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.GraphJson;
import org.skiptrim.network.NetworkFile;
import org.skiptrim.storage.DType;
import org.skiptrim.storage.Safetensors;

/**
 * A {@link QuantizedNetwork} in one safetensors file: 64-bit integers, and the graph as metadata.
 */
public final class QuantizedNetworkFile {
  private QuantizedNetworkFile() {}

  /** Writes the file, whole or not at all. */
  public static void write(QuantizedNetwork network, Path file) throws IOException {
    write(network, Map.of(), file);
  }

  /** The same with remarks among the metadata, by key. */
  public static void write(QuantizedNetwork network, Map<String, String> remarks, Path file)
      throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>(remarks);
    metadata.put("network", GraphJson.of(network.network()));
    metadata.put("input_type", network.inputType().toString());
    metadata.put("logit_step", Double.toString(network.logitStep()));
    new Safetensors(NetworkFile.tensors(network.integers(), "", DType.I64), metadata).write(file);
  }

  /** Reads what {@link #write} wrote. */
  public static QuantizedNetwork read(Path file) throws IOException {
    Safetensors content = Safetensors.read(file);
    Map<String, String> metadata = content.metadata();
    if (!metadata.containsKey("input_type")) {
      throw new IOException(file + " holds no quantized network; write it with SkipTrim");
    }
    return new QuantizedNetwork(
        GraphJson.integer(metadata.get("network")),
        NetworkFile.parameters(content, ""),
        FixedPoint.parse(metadata.get("input_type")),
        Double.parseDouble(metadata.get("logit_step")));
  }
}
