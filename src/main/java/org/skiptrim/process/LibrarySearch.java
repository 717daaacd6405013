package org.skiptrim.process;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the shared libraries that others need, where the linker of Linux does: in {@code
 * LD_LIBRARY_PATH}, in the run path of the library that needs them, in {@code /etc/ld.so.cache} and
 * in the system's folders. Nothing is loaded, so that all that is missing is known at once.
 *
 * @param before the folders of {@code LD_LIBRARY_PATH}
 * @param cached files that the cache lists
 */
public record LibrarySearch(List<Path> before, List<Path> cached) {
  /** The variable that is looked at first. */
  public static final String VARIABLE = "LD_LIBRARY_PATH";

  /** What the system's administrator has made known. */
  public static final Path CACHE = Path.of("/etc/ld.so.cache");

  /** Looked at last. */
  public static final List<Path> STANDARD =
      Stream.of("/lib64", "/usr/lib64", "/lib", "/usr/lib").map(Path::of).toList();

  /** Copies the lists. */
  public LibrarySearch {
    before = List.copyOf(before);
    cached = List.copyOf(cached);
  }

  /** As this process' linker searches. */
  public static LibrarySearch ofThisProcess() throws IOException {
    String variable = System.getenv().getOrDefault(VARIABLE, "");
    List<Path> folders =
        Stream.of(variable.split(File.pathSeparator))
            .filter(folder -> !folder.isEmpty())
            .map(Path::of)
            .toList();
    return new LibrarySearch(folders, cachedIn(CACHE));
  }

  /** The paths among the strings of the cache, each of which ends with a zero. */
  static List<Path> cachedIn(Path cache) throws IOException {
    return Files.isReadable(cache)
        ? Stream.of(new String(Files.readAllBytes(cache), StandardCharsets.ISO_8859_1).split("\0"))
            .filter(text -> text.startsWith("/") && text.contains(".so"))
            .map(Path::of)
            .toList()
        : List.of();
  }

  /** A search that looks into more folders, as if they stood in the variable, too. */
  public LibrarySearch with(List<Path> more) {
    return new LibrarySearch(Stream.concat(before.stream(), more.stream()).toList(), cached);
  }

  /**
   * All that some libraries need, and what these need in turn.
   *
   * @return where each is, by name; empty for one that is missing
   */
  public Map<String, Optional<Path>> neededBy(List<Path> libraries) throws IOException {
    Map<String, Optional<Path>> found = new LinkedHashMap<>();
    Deque<Path> open = new ArrayDeque<>(libraries);
    while (!open.isEmpty()) {
      Optional<ElfLibrary> library = ElfLibrary.read(open.remove());
      for (String name : library.map(ElfLibrary::needed).orElse(List.of())) {
        if (!found.containsKey(name)) {
          found.put(name, find(name, library.get().runPath()));
          found.get(name).ifPresent(open::add);
        }
      }
    }
    return found;
  }

  private Optional<Path> find(String name, List<Path> runPath) throws IOException {
    List<Path> places = new ArrayList<>();
    Stream.of(before, runPath)
        .flatMap(List::stream)
        .forEach(folder -> places.add(folder.resolve(name)));
    cached.stream().filter(file -> file.endsWith(name)).forEach(places::add);
    STANDARD.forEach(folder -> places.add(folder.resolve(name)));
    for (Path place : places) {
      if (Files.isReadable(place)
          && Files.isRegularFile(place)
          && ElfLibrary.read(place).isPresent()) {
        return Optional.of(place);
      }
    }
    return Optional.empty();
  }
}
