package org.skiptrim.exchange;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.skiptrim.network.Parameters.Values;
import org.skiptrim.storage.Safetensors;
import org.skiptrim.storage.Safetensors.Tensor;

/** A state dict as a safetensors file, which keeps no order and has no room for anything else. */
final class SafetensorsDict {
  private static final int LENGTH = 8; // bytes of the header's length, before its first brace

  private SafetensorsDict() {}

  /** Whether a file begins like one. */
  static boolean isOne(ByteBuffer content) {
    return content.remaining() > LENGTH
        && content.get(LENGTH) == '{'
        && content.get(LENGTH - 1) == 0;
  }

  static StateDict read(Path file) throws IOException {
    Map<String, Values> values = new LinkedHashMap<>();
    Map<String, String> unreadable = new LinkedHashMap<>();
    Safetensors content = content(file);
    for (Map.Entry<String, Tensor> entry : content.tensors().entrySet()) {
      Tensor tensor = entry.getValue();
      Optional<StorageType> type = StorageType.ofSafetensors(tensor.dtype().name());
      if (type.isPresent()) {
        values.put(entry.getKey(), values(tensor, type.get()));
      } else {
        unreadable.put(entry.getKey(), "it is of " + tensor.dtype() + ", which is not read");
      }
    }
    if (values.isEmpty()) {
      throw new ExchangeException("there are no tensors in it");
    }
    return new StateDict(values, unreadable, false);
  }

  private static Safetensors content(Path file) throws IOException {
    try {
      return Safetensors.read(file);
    } catch (IOException e) {
      throw new ExchangeException(
          String.valueOf(e.getMessage()).replace(file + " cannot be read: ", ""));
    }
  }

  private static Values values(Tensor tensor, StorageType type) {
    ByteBuffer bytes = tensor.data();
    double[] data = new double[tensor.elements()];
    for (int i = 0; i < data.length; i++) {
      data[i] = type.at(bytes, i * type.size());
    }
    return new Values(tensor.shape(), data);
  }
}
