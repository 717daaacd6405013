package org.skiptrim.exchange;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.skiptrim.network.Parameters.Values;

/**
 * The weights of a PyTorch checkpoint, by name, in the file's order: a state dict, or one that
 * stands under {@code state_dict} or {@code model} beside other things.
 */
record StateDict(Map<String, Values> values) {
  private static final List<String> WRAPPERS = List.of("state_dict", "model");
  private static final int ZIP_MAGIC = 0x04034b50; // "PK", 3, 4

  /** Where a storage's bytes are. */
  interface Storages {
    /** Exactly as many as the storage has. */
    ByteBuffer bytes(TensorRef.Storage storage) throws IOException;
  }

  /**
   * Reads either layout.
   *
   * @throws ExchangeException naming the file and what is wrong with it
   */
  static StateDict read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      if (channel.size() > Integer.MAX_VALUE) {
        throw new ExchangeException("it is larger than 2 GiB; convert its weights to float32");
      }
      ByteBuffer content =
          channel
              .map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
              .order(ByteOrder.LITTLE_ENDIAN);
      boolean zip = content.remaining() >= 4 && content.getInt(0) == ZIP_MAGIC;
      return zip ? ZipCheckpoint.read(file) : LegacyCheckpoint.read(content);
    } catch (EOFException | RuntimeException e) { // sizes and offsets that cannot be
      throw new ExchangeException(file + " is damaged or cut short; fetch it again");
    } catch (ExchangeException e) {
      throw new ExchangeException(
          file + " cannot be read as a PyTorch state dict: " + e.getMessage());
    }
  }

  /** The tensors of an unpickled checkpoint. */
  static StateDict of(Object root, Storages storages) throws IOException {
    Map<?, ?> map = tensors(root);
    Map<String, Values> values = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (entry.getValue() instanceof TensorRef tensor) {
        String name = String.valueOf(entry.getKey());
        values.put(name, tensor.values(name, storages.bytes(tensor.storage())));
      }
    }
    if (values.isEmpty()) {
      throw new ExchangeException("there are no tensors in it");
    }
    return new StateDict(values);
  }

  private static Map<?, ?> tensors(Object root) throws ExchangeException {
    if (!(root instanceof Map<?, ?> map)) {
      throw new ExchangeException("it holds no dict");
    }
    for (String wrapper : WRAPPERS) {
      if (map.get(wrapper) instanceof Map<?, ?> inner) {
        return inner;
      }
    }
    return map;
  }
}
