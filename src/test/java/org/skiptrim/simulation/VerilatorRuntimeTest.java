package org.skiptrim.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.process.ToolFailure;

/** The real make, with a makefile of the same kind as Verilator's. */
class VerilatorRuntimeTest {
  private static final String MAKEFILE =
      """
      program: verilated.o
      \tgrep -q good verilated.o
      \techo made > program
      verilated.o: Makefile
      \techo good > verilated.o
      \techo compiled >> compilations
      """;

  @TempDir Path folder;
  private Path cache;

  @BeforeEach
  void nameCache() {
    cache = folder.resolve("cache");
  }

  /** Builds in a folder of that name; says how often the library was compiled. */
  private long compilations(String name, String makefile) throws Exception {
    Path objects = Files.createDirectory(folder.resolve(name));
    Files.writeString(objects.resolve("Makefile"), makefile);
    new VerilatorRuntime(cache)
        .make("building", objects, List.of("program"), objects.resolve("log"));
    assertTrue(Files.exists(objects.resolve("program")));
    Path compilations = objects.resolve("compilations");
    return Files.exists(compilations) ? Files.readAllLines(compilations).size() : 0;
  }

  @Test
  void make_secondTime_takesTheKeptLibrary() throws Exception {
    assertEquals(1, compilations("one", MAKEFILE));
    assertEquals(0, compilations("two", MAKEFILE));
  }

  @Test
  void make_keptLibraryIsDamaged_isCompiledAgainAndHealed() throws Exception {
    compilations("one", MAKEFILE);
    Files.writeString(cache.resolve("verilated.o"), "cut o");
    assertEquals(1, compilations("two", MAKEFILE));
    assertEquals(0, compilations("three", MAKEFILE));
  }

  /** As on a full disk: nothing can be made where the cache should be. */
  @Test
  void make_cacheCannotBeWritten_isBuiltAllTheSame() throws Exception {
    Files.writeString(cache, "in the way");
    assertEquals(1, compilations("one", MAKEFILE));
    assertEquals(1, compilations("two", MAKEFILE));
  }

  @Test
  void make_designIsWrong_isItsOwnError() throws IOException {
    String wrong = MAKEFILE.replace("good verilated.o", "better verilated.o");
    assertThrows(ToolFailure.class, () -> compilations("one", wrong));
  }
}
