package org.skiptrim.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On libraries that this machine's linker has made, and on its own. */
class LibrarySearchTest {
  private static final LibrarySearch NOWHERE = new LibrarySearch(List.of(), List.of());

  @TempDir Path folder;

  @Test
  void neededBy_librariesInEachPlace_areFoundAndTheirsToo() throws Exception {
    Path deep = MadeUpLibraries.make(folder.resolve("deep/libdeep.so.1"));
    Path beside = MadeUpLibraries.make(folder.resolve("sub/libbeside.so.2"), deep);
    Path named = MadeUpLibraries.make(folder.resolve("named/libnamed.so"));
    Path listed = MadeUpLibraries.make(folder.resolve("listed/liblisted.so.3"));
    Path gone = MadeUpLibraries.make(folder.resolve("gone/libgone.so.4"));
    Path top =
        MadeUpLibraries.make(
            folder.resolve("libtop.so"), beside, named, listed, gone, "-Wl,-rpath,$ORIGIN/sub");
    Files.delete(gone);
    Map<String, Optional<Path>> needed =
        new LibrarySearch(List.of(named.getParent()), List.of(listed)).neededBy(List.of(top));
    assertEquals(
        Map.of(
            "libbeside.so.2", Optional.of(beside),
            "libnamed.so", Optional.of(named),
            "liblisted.so.3", Optional.of(listed),
            "libgone.so.4", Optional.empty(),
            "libdeep.so.1", Optional.empty()),
        needed);
    assertEquals(
        Optional.of(deep),
        NOWHERE.with(List.of(deep.getParent())).neededBy(List.of(beside)).get("libdeep.so.1"));
  }

  @Test
  void neededBy_fileThatIsNoLibrary_isPassedOver() throws Exception {
    Path real = MadeUpLibraries.make(folder.resolve("b/libone.so"));
    Path top = MadeUpLibraries.make(folder.resolve("libtop.so"), real);
    Path broken = folder.resolve("a/libone.so");
    Files.createDirectories(broken.getParent());
    LibrarySearch search = NOWHERE.with(List.of(folder, broken.getParent(), real.getParent()));
    byte[] whole = Files.readAllBytes(real);
    for (int length : List.of(0, 3, 60, 200)) {
      Files.write(broken, Arrays.copyOf(whole, length));
      assertEquals(
          Optional.of(real), search.neededBy(List.of(top)).get("libone.so"), length + " bytes");
    }
  }

  /** Java's own library knows what it needs, and the system has it. */
  @Test
  void neededBy_librariesOfTheSystem_areThere() throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "lib", "libjava.so");
    Map<String, Optional<Path>> needed =
        new LibrarySearch(List.of(), LibrarySearch.cachedIn(LibrarySearch.CACHE))
            .with(List.of(java.resolveSibling("server")))
            .neededBy(List.of(java));
    assertTrue(needed.containsKey("libc.so.6"), needed.toString());
    assertTrue(needed.values().stream().allMatch(Optional::isPresent), needed.toString());
  }

  @Test
  void cached_ofThisSystem_areAllThatItsOwnProgramLists() throws Exception {
    Process ldconfig = new ProcessBuilder("/sbin/ldconfig", "-p").start();
    String listed = new String(ldconfig.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Set<Path> cached = Set.copyOf(LibrarySearch.cachedIn(LibrarySearch.CACHE));
    List<String> unseen =
        listed
            .lines()
            .filter(line -> line.contains(" => "))
            .map(line -> line.substring(line.indexOf(" => ") + 4))
            .filter(file -> !cached.contains(Path.of(file)))
            .toList();
    assertEquals(List.of(), unseen);
  }
}
