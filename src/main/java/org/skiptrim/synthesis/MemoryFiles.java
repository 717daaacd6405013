package org.skiptrim.synthesis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.skiptrim.rtl.RtlDesign;
import org.skiptrim.rtl.RtlInstance;

/** The memory files that the parameters of a design's instances name. */
record MemoryFiles(RtlDesign design) {
  /** The name without its quotes, relative to the design's directory. */
  static String name(String literal) {
    return literal.substring(1, literal.length() - 1);
  }

  String contents(RtlInstance instance, String parameter) throws IOException {
    Path file = design.directory().resolve(name(instance.parameters().get(parameter)));
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new IOException(
          "memory file %s (%s of %s) is missing; generate the design anew"
              .formatted(file, parameter, instance.name()),
          e);
    }
  }
}
