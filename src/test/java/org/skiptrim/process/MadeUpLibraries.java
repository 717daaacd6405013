package org.skiptrim.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Shared libraries with nothing in them, made by the machine's own compiler and linker. */
public final class MadeUpLibraries {
  private MadeUpLibraries() {}

  /**
   * Makes one.
   *
   * @param options of the linker, such as other libraries, which it needs then
   */
  public static Path make(Path file, Object... options) throws Exception {
    Files.createDirectories(file.getParent());
    List<String> command = new ArrayList<>(List.of("gcc", "-shared", "-x", "c", "/dev/null"));
    command.addAll(List.of("-x", "none", "-nostdlib", "-Wl,--no-as-needed"));
    command.addAll(List.of("-Wl,-soname," + file.getFileName(), "-o", file.toString()));
    for (Object option : options) {
      command.add(option.toString());
    }
    assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor(), command.toString());
    return file;
  }
}
