package org.skiptrim.keras;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The files that {@code make_networks.py} has made, and others that are made of them. */
final class KerasFiles {
  private static final Path FOLDER = Path.of("src/test/resources/org/skiptrim/keras");

  private KerasFiles() {}

  static Path named(String name) {
    return FOLDER.resolve(name);
  }

  /** The entries of an archive by name. */
  static Map<String, byte[]> entries(Path file) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    }
    return entries;
  }

  /** Writes an archive of them. */
  static Path archive(Path file, Map<String, byte[]> entries, boolean compressed)
      throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        ZipEntry head = new ZipEntry(entry.getKey());
        if (!compressed) {
          CRC32 checksum = new CRC32();
          checksum.update(entry.getValue());
          head.setMethod(ZipEntry.STORED);
          head.setSize(entry.getValue().length);
          head.setCrc(checksum.getValue());
        }
        zip.putNextEntry(head);
        zip.write(entry.getValue());
      }
    }
    return file;
  }

  /** The Keras 3 model with another configuration. */
  static Path withConfig(Path file, String from, String to) throws IOException {
    Map<String, byte[]> entries = entries(named("keras3-model.keras"));
    String config = new String(entries.get("config.json"), StandardCharsets.UTF_8);
    if (!config.contains(from)) {
      throw new IllegalArgumentException("there is no " + from + " in " + config);
    }
    entries.put("config.json", config.replace(from, to).getBytes(StandardCharsets.UTF_8));
    return archive(file, entries, false);
  }
}
