package org.skiptrim.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where CUDA's and cuDNN's libraries often are without the linker knowing: in a folder of CUDA's
 * own installer, and in the packages that a Python PyTorch brings with it.
 */
public final class CudaFolders {
  private static final List<String> INSTALLER = List.of("cuda*", "lib64");
  private static final List<String> PYTHON =
      List.of("lib", "python3*", "{site,dist}-packages", "nvidia", "*", "lib");

  private CudaFolders() {}

  /** Those of this machine that are there. */
  public static List<Path> ofThisMachine() throws IOException {
    return in(Path.of("/usr"), Path.of(System.getProperty("user.home")), System.getenv());
  }

  /** Those of an environment of Python's come first, if one is active. */
  static List<Path> in(Path system, Path home, Map<String, String> environment) throws IOException {
    List<Path> pythons = new ArrayList<>();
    for (String active : List.of("VIRTUAL_ENV", "CONDA_PREFIX")) {
      if (!environment.getOrDefault(active, "").isEmpty()) {
        pythons.add(Path.of(environment.get(active)));
      }
    }
    pythons.addAll(List.of(home.resolve(".local"), system.resolve("local"), system));
    List<Path> folders = new ArrayList<>();
    for (Path python : pythons) {
      folders.addAll(below(python, PYTHON));
    }
    folders.addAll(below(system.resolve("local"), INSTALLER));
    return folders;
  }

  /** Folders whose path below another one fits the patterns, one for each of its names. */
  private static List<Path> below(Path folder, List<String> patterns) throws IOException {
    List<Path> found = List.of(folder);
    for (String pattern : patterns) {
      List<Path> next = new ArrayList<>();
      for (Path path : found) {
        if (Files.isDirectory(path) && Files.isReadable(path)) {
          try (DirectoryStream<Path> fitting = Files.newDirectoryStream(path, pattern)) {
            fitting.forEach(next::add);
          }
        }
      }
      found = next.stream().sorted().toList();
    }
    return found;
  }
}
