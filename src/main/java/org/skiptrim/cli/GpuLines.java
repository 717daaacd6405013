package org.skiptrim.cli;

import static java.util.stream.Collectors.joining;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.skiptrim.engine.ComputeDevice;
import org.skiptrim.engine.Engine;
import org.skiptrim.engine.NativeLibraries;
import org.skiptrim.process.CudaFolders;
import org.skiptrim.process.LibrarySearch;

/**
 * What {@code doctor} says of training on a GPU; nothing where there is none.
 *
 * @param isWell whether nobody has to do something for it
 */
record GpuLines(List<String> lines, boolean isWell) {
  private static final List<Path> DRIVER =
      List.of(Path.of("/proc/driver/nvidia"), Path.of("/dev/nvidia0"));

  /** What any program needs; it is no news that it is there. */
  private static final Pattern USUAL =
      Pattern.compile("(ld-linux|lib(c|m|dl|rt|pthread|util|gcc_s|stdc\\+\\+)\\.so).*");

  private static final String INDENT = " ".repeat(10);

  GpuLines {
    lines = List.copyOf(lines);
  }

  /**
   * Those of this machine.
   *
   * @param loads whether libtorch could be loaded
   */
  static GpuLines ofThisMachine(boolean loads) throws IOException {
    List<Path> libraries = NativeLibraries.forGpu();
    boolean hasGpu = DRIVER.stream().anyMatch(Files::exists);
    if (!libraries.isEmpty() && (hasGpu || !loads)) {
      GpuLines linked = of(libraries, LibrarySearch.ofThisProcess(), CudaFolders.ofThisMachine());
      return linked.isWell && loads ? linked.with(obstacle()) : linked;
    }
    return hasGpu && libraries.isEmpty()
        ? new GpuLines(
            List.of(
                "later     NVIDIA GPU: this build's libtorch is the one for CPUs; SKIPTRIM_GPU=1"
                    + " ./skiptrim doctor fetches the other one (460 MB) and says what it needs"),
            true)
        : new GpuLines(List.of(), true);
  }

  /** All is there that is linked; nothing is said if the GPU can be used, too. */
  private static Optional<String> obstacle() {
    try {
      Engine.use(ComputeDevice.CUDA);
      Engine.use(ComputeDevice.CPU);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e.getMessage());
    }
  }

  private GpuLines with(Optional<String> obstacle) {
    List<String> more = new ArrayList<>(lines);
    obstacle.ifPresent(problem -> more.add("missing   NVIDIA GPU: " + problem));
    return new GpuLines(more, obstacle.isEmpty());
  }

  /**
   * What libraries need, and where it is.
   *
   * @param known folders that are not searched, but that {@code LD_LIBRARY_PATH} could have
   */
  static GpuLines of(List<Path> libraries, LibrarySearch search, List<Path> known)
      throws IOException {
    Map<String, Optional<Path>> needed = search.neededBy(libraries);
    TreeSet<String> missing = new TreeSet<>();
    TreeSet<String> there = new TreeSet<>();
    needed.forEach(
        (name, file) -> {
          if (file.isEmpty()) {
            missing.add(name);
          } else if (!USUAL.matcher(name).matches() && !isBeside(libraries, file.get())) {
            there.add(file.get().toString());
          }
        });
    List<String> lines = new ArrayList<>();
    if (!missing.isEmpty()) {
      lines.add("missing   CUDA: %s: no training on the GPU".formatted(String.join(", ", missing)));
      lines.add(INDENT + "looked in " + places(search));
      Map<String, Optional<Path>> wanted = new TreeMap<>(search.with(known).neededBy(libraries));
      wanted.keySet().removeIf(name -> needed.getOrDefault(name, Optional.empty()).isPresent());
      lines.addAll(remedy(wanted, known));
    }
    if (!there.isEmpty()) {
      lines.add("ok        CUDA: " + String.join(", ", there));
    }
    return new GpuLines(lines, missing.isEmpty());
  }

  /** Whether it came with libtorch. What JavaCPP only links to there did not. */
  private static boolean isBeside(List<Path> libraries, Path file) {
    return libraries.stream().anyMatch(one -> one.resolveSibling(file.getFileName()).equals(file))
        && !Files.isSymbolicLink(file);
  }

  private static String places(LibrarySearch search) {
    String variable =
        search.before().isEmpty() ? "is not set" : joined(search.before().stream(), ", ");
    return "%s (%s), libtorch's own folder, %s, %s"
        .formatted(
            LibrarySearch.VARIABLE,
            variable,
            LibrarySearch.CACHE,
            joined(LibrarySearch.STANDARD.stream(), ", "));
  }

  /**
   * What to do.
   *
   * @param wanted what is missing, and what that needs in turn, where the known folders have it
   */
  private static List<String> remedy(Map<String, Optional<Path>> wanted, List<Path> known) {
    List<Path> files = wanted.values().stream().flatMap(Optional::stream).toList();
    List<Path> useful =
        known.stream()
            .filter(folder -> files.stream().anyMatch(file -> folder.equals(file.getParent())))
            .toList();
    String nowhere =
        wanted.keySet().stream().filter(name -> wanted.get(name).isEmpty()).collect(joining(", "));
    List<String> lines = new ArrayList<>();
    if (!useful.isEmpty()) {
      lines.add(
          INDENT
              + "export %1$s=%2$s${%1$s:+:$%1$s}"
                  .formatted(LibrarySearch.VARIABLE, joined(useful.stream(), File.pathSeparator)));
    }
    if (!nowhere.isEmpty()) {
      lines.add(
          INDENT
              + "install CUDA 13 and cuDNN 9, or a Python PyTorch for CUDA 13, which has them, too"
              + (useful.isEmpty() ? "" : " (still missing: " + nowhere + ")"));
    }
    return lines;
  }

  private static String joined(Stream<Path> paths, String separator) {
    return paths.map(Path::toString).collect(joining(separator));
  }
}
