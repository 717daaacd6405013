package org.skiptrim.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.skiptrim.storage.Safetensors.Tensor;

/** Lays a {@link Safetensors} out as bytes, seals them and writes them. */
final class SafetensorsWriter {
  private SafetensorsWriter() {}

  static void write(Safetensors content, Path file) throws IOException {
    byte[] header = header(content);
    long dataBytes = content.tensors().values().stream().mapToLong(t -> t.data().remaining()).sum();
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.toIntExact(8 + header.length + dataBytes))
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(header.length)
            .put(header);
    content.tensors().values().forEach(tensor -> bytes.put(tensor.data()));
    byte[] whole = bytes.array();
    SafetensorsSeal.replace(
        whole, 8 + header.length, SafetensorsSeal.BLANK, SafetensorsSeal.of(whole));
    AtomicFiles.write(file, whole);
  }

  private static byte[] header(Safetensors content) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(SafetensorsSeal.KEY, SafetensorsSeal.BLANK);
    metadata.putAll(content.metadata());
    Map<String, Object> header = new LinkedHashMap<>();
    header.put(SafetensorsHeader.METADATA, metadata);
    long offset = 0;
    for (Map.Entry<String, Tensor> named : content.tensors().entrySet()) {
      Tensor tensor = named.getValue();
      long end = offset + tensor.data().remaining();
      header.put(
          named.getKey(),
          new SafetensorsHeader.Entry(tensor.dtype(), tensor.shape(), List.of(offset, end)));
      offset = end;
    }
    // Padded with blanks to a multiple of 8, as the format asks, so that the data are aligned.
    String json = SafetensorsHeader.JSON.writeValueAsString(header);
    int length = json.getBytes(StandardCharsets.UTF_8).length;
    return (json + " ".repeat(-length & 7)).getBytes(StandardCharsets.UTF_8);
  }
}
