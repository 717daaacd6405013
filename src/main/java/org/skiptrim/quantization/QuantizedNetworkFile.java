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
  private static final String GRAPH = "network";
  private static final String INPUT_TYPE = "input_type";
  private static final String LOGIT_STEP = "logit_step";

  private QuantizedNetworkFile() {}

  /** Writes the file, whole or not at all. */
  public static void write(QuantizedNetwork network, Path file) throws IOException {
    write(network, Map.of(), file);
  }

  /** The same with remarks among the metadata, by key. */
  public static void write(QuantizedNetwork network, Map<String, String> remarks, Path file)
      throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>(remarks);
    metadata.put(GRAPH, GraphJson.of(network.network()));
    metadata.put(INPUT_TYPE, network.inputType().toString());
    metadata.put(LOGIT_STEP, Double.toString(network.logitStep()));
    new Safetensors(NetworkFile.tensors(network.integers(), "", DType.I64), metadata).write(file);
  }

  /** Reads what {@link #write} wrote. */
  public static QuantizedNetwork read(Path file) throws IOException {
    Safetensors content = Safetensors.read(file);
    return new QuantizedNetwork(
        GraphJson.integer(remark(content, GRAPH, file)),
        NetworkFile.parameters(content, ""),
        FixedPoint.parse(remark(content, INPUT_TYPE, file)),
        Double.parseDouble(remark(content, LOGIT_STEP, file)));
  }

  private static String remark(Safetensors content, String key, Path file) throws IOException {
    String value = content.metadata().get(key);
    if (value == null) {
      throw new IOException(
          "%s holds no quantized network: '%s' is missing; write it with SkipTrim"
              .formatted(file, key));
    }
    return value;
  }
}
