package org.skiptrim.exchange;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.skiptrim.network.Parameters.Values;

/**
 * The weights of a checkpoint, by name.
 *
 * @param values in the file's order
 * @param unreadable what stands among them and is none of them, by name, with the reason
 * @param ordered whether the file's order is that in which the layers were defined
 */
record StateDict(Map<String, Values> values, Map<String, String> unreadable, boolean ordered) {
  private static final int ZIP_MAGIC = 0x04034b50; // "PK", 3, 4

  /** Where a storage's bytes are. */
  interface Storages {
    /** Exactly as many as the storage has. */
    ByteBuffer bytes(TensorRef.Storage storage) throws IOException;
  }

  /**
   * Reads either layout of {@code torch.save}, or a safetensors file.
   *
   * @throws ExchangeException naming the file and what is wrong with it
   */
  static StateDict read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      if (channel.size() > Integer.MAX_VALUE) {
        throw new ExchangeException("it is larger than 2 GiB; save its weights alone");
      }
      ByteBuffer content =
          channel
              .map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
              .order(ByteOrder.LITTLE_ENDIAN);
      if (content.remaining() >= 4 && content.getInt(0) == ZIP_MAGIC) {
        return ZipCheckpoint.read(file);
      }
      return SafetensorsDict.isOne(content)
          ? SafetensorsDict.read(file)
          : LegacyCheckpoint.read(content);
    } catch (EOFException | RuntimeException e) { // sizes and offsets that cannot be
      throw new ExchangeException(file + " is damaged or cut short; fetch it again");
    } catch (ExchangeException e) {
      throw new ExchangeException(
          file + " cannot be read as a PyTorch state dict: " + e.getMessage());
    }
  }

  /** The tensors of an unpickled checkpoint. */
  static StateDict of(Object root, Storages storages) throws IOException {
    Map<String, Values> values = new LinkedHashMap<>();
    Map<String, String> unreadable = new LinkedHashMap<>();
    long elements = 0;
    for (Map.Entry<?, ?> entry : WeightsSearch.find(root).entrySet()) {
      if (!(entry.getKey() instanceof String name)) {
        continue;
      }
      if (entry.getValue() instanceof TensorRef tensor) {
        elements = checkedSum(elements, tensor.elements());
        read(name, tensor, storages, values, unreadable);
      } else if (entry.getValue() instanceof Placeholder other) {
        unreadable.put(name, "it is made by " + other.what() + ", which is not run");
      }
    }
    return new StateDict(values, unreadable, true);
  }

  private static void read(
      String name,
      TensorRef tensor,
      Storages storages,
      Map<String, Values> values,
      Map<String, String> unreadable)
      throws IOException {
    ByteBuffer bytes = storages.bytes(tensor.storage());
    try {
      values.put(name, tensor.values(name, bytes));
    } catch (ExchangeException e) { // it may be one that nobody needs
      unreadable.put(name, e.getMessage());
    }
  }

  /** Many tensors can share a storage, so that a small file could fill the memory. */
  private static long checkedSum(long sum, int more) throws ExchangeException {
    if (sum + more > TensorRef.MOST_ELEMENTS) {
      throw new ExchangeException(
          "its tensors have more than %,d elements, more than any network that is built here"
              .formatted(TensorRef.MOST_ELEMENTS));
    }
    return sum + more;
  }
}
