package org.skiptrim.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.skiptrim.storage.Safetensors.Tensor;
import org.skiptrim.storage.SafetensorsHeader.Entry;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads one safetensors file, trusting none of its bytes. */
final class SafetensorsReader {
  private final Path file;

  private SafetensorsReader(Path file) {
    this.file = file;
  }

  static Safetensors read(Path file) throws IOException {
    long size = Files.size(file);
    SafetensorsReader reader = new SafetensorsReader(file);
    if (size > Integer.MAX_VALUE - 8) {
      throw reader.broken("it has " + size + " bytes, more than the 2 GiB that can be read");
    }
    try {
      return reader.parse(Files.readAllBytes(file));
    } catch (JacksonException e) {
      throw reader.broken(
          "its header is damaged: " + e.getOriginalMessage().lines().findFirst().orElse(""));
    }
  }

  private Safetensors parse(byte[] bytes) throws IOException {
    int dataStart = dataStart(bytes);
    JsonNode root = SafetensorsHeader.JSON.readTree(bytes, 8, dataStart - 8);
    if (!(root instanceof ObjectNode header)) {
      throw broken("its header is not a JSON object");
    }
    Map<String, String> metadata = metadata(header);
    Map<String, Entry> entries = entries(header);
    checkOffsets(entries, bytes.length - dataStart);
    String seal = metadata.remove(SafetensorsSeal.KEY);
    if (seal != null) {
      checkSeal(bytes, dataStart, seal);
    }
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, Entry> named : entries.entrySet()) {
      tensors.put(named.getKey(), tensor(named.getKey(), named.getValue(), bytes, dataStart));
    }
    return new Safetensors(tensors, metadata);
  }

  private int dataStart(byte[] bytes) throws IOException {
    if (bytes.length < 8) {
      throw broken("it has only " + bytes.length + " bytes");
    }
    long length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 2 || length > bytes.length - 8) {
      throw broken(
          "its header claims "
              + Long.toUnsignedString(length)
              + " of the file's "
              + bytes.length
              + " bytes; it is cut off or of another format");
    }
    return (int) (8 + length);
  }

  private static Map<String, String> metadata(ObjectNode header) {
    JsonNode metadata = header.remove(SafetensorsHeader.METADATA);
    return metadata == null
        ? new LinkedHashMap<>()
        : SafetensorsHeader.JSON.convertValue(
            metadata, new TypeReference<LinkedHashMap<String, String>>() {});
  }

  private Map<String, Entry> entries(ObjectNode header) throws IOException {
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> named : header.properties()) {
      Entry entry = SafetensorsHeader.JSON.treeToValue(named.getValue(), Entry.class);
      if (entry == null || !entry.isComplete()) {
        throw broken("tensor '" + named.getKey() + "' needs a dtype, a shape and two data_offsets");
      }
      entries.put(named.getKey(), entry);
    }
    return entries;
  }

  /** As the format asks: the tensors lie one behind another, without holes, up to the end. */
  private void checkOffsets(Map<String, Entry> entries, int dataBytes) throws IOException {
    List<Map.Entry<String, Entry>> inOrder =
        entries.entrySet().stream()
            .sorted(
                Comparator.comparingLong((Map.Entry<String, Entry> e) -> e.getValue().begin())
                    .thenComparingLong(e -> e.getValue().end()))
            .toList();
    long expected = 0;
    for (Map.Entry<String, Entry> named : inOrder) {
      Entry entry = named.getValue();
      if (entry.begin() != expected || entry.end() < expected) {
        throw broken(
            "tensor '"
                + named.getKey()
                + "' has data_offsets "
                + entry.offsets()
                + ", which should start at "
                + expected);
      }
      expected = entry.end();
    }
    if (expected != dataBytes) {
      throw broken("its tensors take " + expected + " bytes, but it holds " + dataBytes);
    }
  }

  private void checkSeal(byte[] bytes, int dataStart, String seal) throws IOException {
    boolean found = SafetensorsSeal.replace(bytes, dataStart, seal, SafetensorsSeal.BLANK);
    if (!found || !SafetensorsSeal.of(bytes).equals(seal)) {
      throw broken("its checksum is wrong: bytes were changed after it was written");
    }
  }

  private Tensor tensor(String name, Entry entry, byte[] bytes, int dataStart) throws IOException {
    int begin = (int) entry.begin();
    int length = (int) (entry.end() - entry.begin());
    try {
      return new Tensor(
          entry.dtype(), entry.shape(), ByteBuffer.wrap(bytes, dataStart + begin, length));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw broken("tensor '" + name + "': " + e.getMessage());
    }
  }

  private IOException broken(String reason) {
    return new IOException(file + " cannot be read: " + reason);
  }
}
