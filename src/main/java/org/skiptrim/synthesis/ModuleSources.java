package org.skiptrim.synthesis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.skiptrim.rtl.ModuleClosure;
import org.skiptrim.rtl.RtlDesign;

/** The sources of a design, one module a file. */
final class ModuleSources {
  private static final String SUFFIX = ".sv";

  private final NavigableMap<String, String> textByModule = new TreeMap<>();

  ModuleSources(RtlDesign design) throws IOException {
    for (String file : design.sources()) {
      String module = Path.of(file).getFileName().toString().replaceFirst("\\.s?v$", "");
      textByModule.put(module, read(design.directory().resolve(file)));
    }
  }

  private static String read(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new IOException("source file " + file + " is missing; generate the design anew", e);
    }
  }

  /** The files that {@code module} needs, itself among them: content by name. */
  NavigableMap<String, byte[]> neededBy(String module) throws IOException {
    if (!textByModule.containsKey(module)) {
      throw new IOException(
          "the design has no source file %s%s for module %s".formatted(module, SUFFIX, module));
    }
    NavigableMap<String, byte[]> files = new TreeMap<>();
    ModuleClosure.of(module, name -> Optional.ofNullable(textByModule.get(name)))
        .forEach((name, text) -> files.put(name + SUFFIX, text.getBytes(StandardCharsets.UTF_8)));
    return files;
  }

  /** All files. */
  NavigableMap<String, byte[]> all() {
    NavigableMap<String, byte[]> files = new TreeMap<>();
    for (Map.Entry<String, String> source : textByModule.entrySet()) {
      files.put(source.getKey() + SUFFIX, source.getValue().getBytes(StandardCharsets.UTF_8));
    }
    return files;
  }
}
