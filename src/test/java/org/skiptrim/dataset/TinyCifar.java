package org.skiptrim.dataset;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.skiptrim.storage.Checksum;

/** Made-up data in the forms of CIFAR-10: six files of four images each. */
final class TinyCifar {
  static final int IMAGES = 4;
  private static final int RECORD = 3073;

  private final Map<String, byte[]> files = new LinkedHashMap<>();

  TinyCifar() {
    Random random = new Random(10);
    for (int i = 1; i <= 5; i++) {
      files.put("data_batch_" + i + ".bin", records(random));
    }
    files.put("test_batch.bin", records(random));
  }

  CifarLayout layout() {
    List<DataFile> all =
        files.entrySet().stream()
            .map(file -> new DataFile(file.getKey(), Checksum.md5(file.getValue())))
            .toList();
    return new CifarLayout(IMAGES, all.subList(0, 5), all.get(5));
  }

  byte[] file(String name) {
    return files.get(name);
  }

  /** Puts all six files into a folder. */
  void writeInto(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
  }

  /** As the official archive has them. */
  byte[] binaryArchive() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("cifar-10-batches-bin/readme.html", new byte[10]);
    files.forEach((name, content) -> entries.put("cifar-10-batches-bin/" + name, content));
    return tarGz(entries);
  }

  Set<String> names() {
    return files.keySet();
  }

  /** As the official archive for Python has them. */
  byte[] pythonArchive() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    for (String name : files.keySet()) {
      entries.put("cifar-10-batches-py/" + name.replace(".bin", ""), pickled(name));
    }
    return tarGz(entries);
  }

  /** As Python 2 pickles it, which appends to lists in portions. */
  byte[] pickled(String name) throws IOException {
    byte[] records = files.get(name);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(latin("\u0080\u0002}q\u0001(U\u000bbatch_labelq\u0002U\u0005one 1q\u0003"));
    out.write(latin("U\u0006labelsq\u0004]q\u0005"));
    for (int image = 0; image < IMAGES; image += 2) {
      out.write(new byte[] {'(', 'K', records[image * RECORD]});
      out.write(new byte[] {'K', records[(image + 1) * RECORD], 'e'});
    }
    out.write(
        latin("U\u0004dataq\u0006cnumpy.core.multiarray\n_reconstruct\nq\u0007cnumpy\nndarray\n"));
    out.write(
        latin("q\u0008K\u0000\u0085U\u0001b\u0087Rq\u0009(K\u0001K\u0004M\u0000\u000c\u0086"));
    out.write(
        latin("cnumpy\ndtype\nq\u000bU\u0002u1K\u0000K\u0001\u0087Rq\u000c(K\u0003U\u0001|NNN"));
    out.write(latin("J\u00ff\u00ff\u00ff\u00ffJ\u00ff\u00ff\u00ff\u00ffK\u0000tb\u0089T"));
    int bytes = IMAGES * (RECORD - 1);
    out.write(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(bytes).array());
    for (int image = 0; image < IMAGES; image++) {
      out.write(records, image * RECORD + 1, RECORD - 1);
    }
    out.write(latin("tbu."));
    return out.toByteArray();
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** As the npm package has them. */
  byte[] pngArchive() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      entries.put("package/" + file.getKey().replace(".bin", ".png"), png(file.getValue()));
    }
    List<String> names = List.copyOf(files.keySet());
    entries.put("package/test_lables.json", labels(names.subList(5, 6)));
    entries.put("package/train_lables.json", labels(names.subList(0, 5)));
    return tarGz(entries);
  }

  static byte[] tarGz(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(gzip)) {
      for (Map.Entry<String, byte[]> file : entries.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
        entry.setSize(file.getValue().length);
        tar.putArchiveEntry(entry);
        tar.write(file.getValue());
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] records(Random random) {
    byte[] records = new byte[IMAGES * RECORD];
    random.nextBytes(records);
    for (int i = 0; i < IMAGES; i++) {
      records[i * RECORD] = (byte) random.nextInt(10);
    }
    return records;
  }

  private static byte[] png(byte[] records) throws IOException {
    BufferedImage image = new BufferedImage(1024, IMAGES, BufferedImage.TYPE_INT_RGB);
    for (int row = 0; row < IMAGES; row++) {
      for (int x = 0; x < 1024; x++) {
        int red = row * RECORD + 1 + x;
        image.setRGB(
            x,
            row,
            (records[red] & 255) << 16
                | (records[red + 1024] & 255) << 8
                | (records[red + 2048] & 255));
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  private byte[] labels(List<String> names) {
    List<Byte> labels =
        names.stream()
            .map(files::get)
            .flatMap(records -> IntStream.range(0, IMAGES).mapToObj(i -> records[i * RECORD]))
            .toList();
    return Arrays.toString(labels.toArray()).getBytes(StandardCharsets.US_ASCII);
  }
}
