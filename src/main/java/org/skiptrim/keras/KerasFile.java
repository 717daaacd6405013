package org.skiptrim.keras;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * What is in a file, in any of the three layouts:
 *
 * <pre>
 *   Keras 2, model.save("x.h5")            model_config, model_weights/LAYER/…
 *   Keras 2, model.save_weights("x.h5")    LAYER/…
 *   Keras 3, model.save("x.keras")         a zip archive: config.json, model.weights.h5 with layers/CLASS_NUMBER/vars/0 …
 * </pre>
 *
 * @param model its graph, if the file has one
 */
record KerasFile(Optional<ModelConfig> model, StoredWeights weights) {
  private static final String CONFIG = "config.json";
  private static final String WEIGHTS = "model.weights.h5";
  private static final String MODEL_CONFIG = "model_config";
  private static final String SIGNATURE = "\u0089HDF\r\n\u001a\n";
  private static final long LARGEST = 1L << 30; // bytes; the largest ResNet here has 7 million

  static boolean isHdf5(byte[] head) {
    return new String(head, 0, Math.min(head.length, 8), StandardCharsets.ISO_8859_1)
        .equals(SIGNATURE);
  }

  /** PyTorch's files are archives, too. */
  static boolean isArchive(Path file, byte[] head) {
    if (head.length < 2 || head[0] != 'P' || head[1] != 'K') {
      return false;
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return zip.getEntry(WEIGHTS) != null || zip.getEntry("metadata.json") != null;
    } catch (IOException | IllegalArgumentException e) { // damaged: its beginning has to do
      return new String(head, StandardCharsets.ISO_8859_1).contains("metadata.json");
    }
  }

  /**
   * Reads it.
   *
   * @throws RuntimeException if what is in it contradicts itself
   */
  static KerasFile read(Path file) throws IOException {
    if (Files.size(file) > LARGEST) {
      throw new KerasException("it is larger than %d MiB".formatted(LARGEST >> 20));
    }
    byte[] bytes = Files.readAllBytes(file);
    if (isHdf5(bytes)) {
      return ofHdf5(Hdf5.of(bytes));
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return ofArchive(zip, bytes.length);
    } catch (EOFException e) {
      throw new KerasException("its archive is damaged or cut short");
    } catch (ZipException e) {
      throw new KerasException(
          "it is no Keras file, or its archive is damaged or cut short (" + e.getMessage() + ")");
    }
  }

  private static KerasFile ofHdf5(Hdf5 root) throws KerasException {
    Optional<String> config = root.text(MODEL_CONFIG);
    Optional<ModelConfig> model =
        config.isPresent() ? Optional.of(ModelConfig.parse(config.get())) : Optional.empty();
    return new KerasFile(model, StoredWeights.of(root));
  }

  private static KerasFile ofArchive(ZipFile zip, long size) throws IOException {
    String config = new String(content(zip, CONFIG, size), StandardCharsets.UTF_8);
    Hdf5 root = Hdf5.of(content(zip, WEIGHTS, size));
    return new KerasFile(Optional.of(ModelConfig.parse(config)), StoredWeights.of(root));
  }

  /** What is not compressed cannot be larger than the file. */
  private static byte[] content(ZipFile zip, String name, long size) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new KerasException("its archive has no " + name + "; save it with model.save(…)");
    }
    if (entry.getMethod() != ZipEntry.STORED) {
      throw new KerasException(
          name + " is compressed, as Keras' are not; unpack the archive and pack it with zip -0");
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes((int) size);
      if (bytes.length != entry.getSize()) {
        throw new KerasException(name + " is cut short");
      }
      return bytes;
    }
  }
}
