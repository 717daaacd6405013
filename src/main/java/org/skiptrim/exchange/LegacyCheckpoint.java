package org.skiptrim.exchange;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The layout of {@code torch.save} before version 1.6: pickles of a magic number, a protocol
 * version, the system, the object and the keys of its storages, then each storage in the order of
 * the keys, the number of its elements (8 bytes) before it.
 */
final class LegacyCheckpoint {
  private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
  private static final long PROTOCOL = 1001;

  private LegacyCheckpoint() {}

  static StateDict read(ByteBuffer in) throws IOException {
    Globals globals = new Globals();
    if (!MAGIC.equals(magic(in, globals))) {
      throw new ExchangeException("it does not begin like one");
    }
    Object protocol = Pickle.read(in, globals);
    if (!Long.valueOf(PROTOCOL).equals(protocol)) {
      throw new ExchangeException("its protocol is not " + PROTOCOL + ", the only one there is");
    }
    Pickle.read(in, globals); // byte order and sizes of the system; PyTorch ignores them, too
    Object root = Pickle.read(in, globals);
    Object keys = Pickle.read(in, globals);
    if (!(keys instanceof List<?> list)) {
      throw new ExchangeException("its list of storages is missing");
    }
    Map<String, ByteBuffer> storages = storages(in, list, globals.storages());
    return StateDict.of(root, storage -> found(storages, storage));
  }

  private static Object magic(ByteBuffer in, Globals globals) throws ExchangeException {
    try {
      return Pickle.read(in, globals);
    } catch (ExchangeException e) {
      throw new ExchangeException("it does not begin like one");
    }
  }

  private static Map<String, ByteBuffer> storages(
      ByteBuffer in, List<?> keys, Map<String, TensorRef.Storage> types) throws ExchangeException {
    Map<String, ByteBuffer> found = new HashMap<>();
    in.order(ByteOrder.LITTLE_ENDIAN);
    for (Object key : keys) {
      TensorRef.Storage storage = key instanceof String name ? types.get(name) : null;
      if (storage == null) {
        throw new ExchangeException("a storage belongs to no tensor, or is of an unknown type");
      }
      long elements = in.remaining() < Long.BYTES ? -1 : in.getLong();
      long bytes = storage.bytes();
      if (elements != storage.elements() || bytes > in.remaining()) {
        throw new ExchangeException(
            "it ends in the middle of its weights; it is cut short or damaged: fetch it again");
      }
      found.put(storage.key(), in.slice(in.position(), (int) bytes).order(in.order()));
      in.position(in.position() + (int) bytes);
    }
    return found;
  }

  private static ByteBuffer found(Map<String, ByteBuffer> storages, TensorRef.Storage storage)
      throws ExchangeException {
    ByteBuffer bytes = storages.get(storage.key());
    if (bytes == null) {
      throw new ExchangeException("storage " + storage.key() + " is missing in it");
    }
    return bytes;
  }
}
