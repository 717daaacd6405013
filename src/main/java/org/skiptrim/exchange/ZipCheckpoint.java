package org.skiptrim.exchange;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The layout of {@code torch.save} since version 1.6: a zip archive of {@code data.pkl} and one
 * entry {@code data/KEY} for each storage, none of them compressed.
 */
final class ZipCheckpoint {
  private static final String PICKLE = "/data.pkl";

  private final ZipFile zip;
  private final String prefix;
  private final Map<String, ByteBuffer> storages = new HashMap<>(); // tensors may share one
  private long left;

  private ZipCheckpoint(ZipFile zip, String prefix, long size) {
    this.zip = zip;
    this.prefix = prefix;
    this.left = size;
  }

  static StateDict read(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      String pickle =
          zip.stream()
              .map(ZipEntry::getName)
              .filter(name -> name.endsWith(PICKLE) && name.indexOf('/') == name.lastIndexOf('/'))
              .findFirst()
              .orElseThrow(() -> new ExchangeException("the archive has no data.pkl"));
      String prefix = pickle.substring(0, pickle.length() - PICKLE.length() + 1);
      return new ZipCheckpoint(zip, prefix, Files.size(file)).stateDict();
    } catch (ZipException e) {
      throw new ExchangeException(
          "its archive is damaged or cut short (" + e.getMessage() + "); fetch it again");
    }
  }

  private StateDict stateDict() throws IOException {
    ZipEntry order = zip.getEntry(prefix + "byteorder");
    if (order != null) {
      String text = new String(content(order).array(), StandardCharsets.US_ASCII);
      if (!text.equals("little")) {
        throw new ExchangeException(
            "its byte order is %s; load and save it with PyTorch on a little-endian machine"
                .formatted(text));
      }
    }
    Object root = Pickle.read(content(zip.getEntry(prefix + "data.pkl")), new Globals());
    return StateDict.of(root, this::storage);
  }

  private ByteBuffer storage(TensorRef.Storage storage) throws IOException {
    String name = prefix + "data/" + storage.key();
    ZipEntry entry = zip.getEntry(name);
    long bytes = storage.bytes();
    if (entry == null || entry.getSize() != bytes) {
      throw new ExchangeException(
          "entry %s has %s bytes instead of %d"
              .formatted(name, entry == null ? "no" : entry.getSize(), bytes));
    }
    if (!storages.containsKey(name)) {
      storages.put(name, content(entry));
    }
    return storages.get(name);
  }

  /** What is not compressed cannot be larger than the file, and no entries may share its bytes. */
  private ByteBuffer content(ZipEntry entry) throws IOException {
    if (entry.getMethod() != ZipEntry.STORED) {
      throw new ExchangeException(
          "entry "
              + entry.getName()
              + " is compressed, as PyTorch's are not; unpack the archive and pack it with zip -0");
    }
    left -= entry.getSize();
    if (left < 0) {
      throw new ExchangeException("its entries have more bytes than the file");
    }
    byte[] bytes = zip.getInputStream(entry).readAllBytes();
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
