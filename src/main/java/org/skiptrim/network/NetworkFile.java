package org.skiptrim.network;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.skiptrim.network.Parameters.Values;
import org.skiptrim.storage.DType;
import org.skiptrim.storage.Safetensors;
import org.skiptrim.storage.Safetensors.Tensor;

/**
 * A network in one safetensors file: the graph as JSON among the metadata, the parameters as
 * tensors named {@code node.parameter}, as PyTorch names them.
 */
public final class NetworkFile {
  /** The metadata key of the graph. */
  public static final String GRAPH = "network";

  /** The metadata key that says how the images were normalized that the network learned from. */
  public static final String NORMALIZATION = "normalization";

  private NetworkFile() {}

  /** Writes the file, whole or not at all; parameters as float32. */
  public static void write(TrainedNetwork trained, Path file) throws IOException {
    write(trained, Map.of(), file);
  }

  /** The same with remarks among the metadata, by key. */
  public static void write(TrainedNetwork trained, Map<String, String> remarks, Path file)
      throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>(remarks);
    metadata.put(GRAPH, GraphJson.of(trained.network()));
    new Safetensors(tensors(trained.parameters(), "", DType.F32), metadata).write(file);
  }

  /** Reads what {@link #write} wrote. */
  public static TrainedNetwork read(Path file) throws IOException {
    Safetensors content = Safetensors.read(file);
    String graph = content.metadata().get(GRAPH);
    if (graph == null) {
      throw new IOException(file + " holds tensors but no network; write it with SkipTrim");
    }
    return new TrainedNetwork(GraphJson.real(graph), parameters(content, ""));
  }

  /** Parameters as tensors named {@code <prefix>node.parameter}. */
  public static Map<String, Tensor> tensors(Parameters parameters, String prefix, DType type) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    parameters
        .nodes()
        .forEach(
            (node, byName) ->
                byName.forEach(
                    (name, values) ->
                        tensors.put(prefix + node + "." + name, tensor(values, type))));
    return tensors;
  }

  private static Tensor tensor(Values values, DType type) {
    int[] shape = values.shape().stream().mapToInt(Integer::intValue).toArray();
    return type == DType.I64
        ? Tensor.ofLongs(values.toLongs(), shape)
        : Tensor.ofFloats(toFloats(values.data()), shape);
  }

  private static float[] toFloats(double[] data) {
    float[] floats = new float[data.length];
    for (int i = 0; i < data.length; i++) {
      floats[i] = (float) data[i];
    }
    return floats;
  }

  /** The parameters among the tensors whose names begin with the prefix. */
  public static Parameters parameters(Safetensors content, String prefix) {
    Map<String, Map<String, Values>> nodes = new LinkedHashMap<>();
    content
        .tensors()
        .forEach(
            (key, tensor) -> {
              if (key.startsWith(prefix)) {
                int dot = key.lastIndexOf('.');
                nodes
                    .computeIfAbsent(
                        key.substring(prefix.length(), dot), n -> new LinkedHashMap<>())
                    .put(key.substring(dot + 1), values(tensor));
              }
            });
    return new Parameters(nodes);
  }

  private static Values values(Tensor tensor) {
    if (tensor.dtype() == DType.I64) {
      return new Values(tensor.shape(), Arrays.stream(tensor.toLongs()).asDoubleStream().toArray());
    }
    float[] floats = tensor.toFloats();
    double[] data = new double[floats.length];
    for (int i = 0; i < data.length; i++) {
      data[i] = floats[i];
    }
    return new Values(tensor.shape(), data);
  }
}
