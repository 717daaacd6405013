package org.skiptrim.simulation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.skiptrim.process.ToolFailure;
import org.skiptrim.process.ToolProcess;
import org.skiptrim.process.ToolVersion;
import org.skiptrim.storage.AtomicFiles;
import org.skiptrim.storage.CacheDirectory;
import org.skiptrim.storage.Checksum;
import org.skiptrim.storage.TemporaryFiles;

/**
 * Verilator's run-time library, compiled. It is the same for every design and takes longer to
 * compile than a small design does, so it is kept; make compiles only what is missing.
 *
 * @param cache where it is kept
 */
record VerilatorRuntime(Path cache) {
  private static final String OBJECTS = "verilated*.o";

  /** The library of one version of Verilator, as this machine's compiler makes it. */
  static VerilatorRuntime of(ToolVersion version) throws IOException, InterruptedException {
    Path log = TemporaryFiles.file("skiptrim-g++", ".log");
    try {
      String compiler =
          new ToolProcess(
                  "g++", "saying its version", List.of("g++", "--version"), log.getParent(), log)
              .answer();
      String made = compiler + System.getProperty("os.name") + System.getProperty("os.arch");
      String key = Checksum.sha256(made.getBytes(StandardCharsets.UTF_8)).substring(0, 8);
      String name = "verilator-" + version.text() + "-" + key;
      return new VerilatorRuntime(CacheDirectory.standard().resolve(name));
    } finally {
      Files.deleteIfExists(log);
    }
  }

  /**
   * Compiles what Verilator has written. The library is put beside it only now, since make takes
   * objects for old that are older than the makefile. Whatever is wrong with the cache, its disk
   * full or an object damaged, costs time and nothing else.
   *
   * @param task as in "Verilator failed while <i>building the simulation of top</i>"
   * @param objects the folder with the makefile
   * @param arguments of make
   */
  void make(String task, Path objects, List<String> arguments, Path log)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("make", "-j", "2"));
    command.addAll(arguments);
    ToolProcess make = new ToolProcess("Verilator", task, command, objects, log);
    List<Path> taken = take(objects);
    try {
      make.run();
    } catch (ToolFailure e) {
      if (taken.isEmpty()) {
        throw e;
      }
      for (Path object : taken) {
        Files.delete(object);
      }
      make.run();
      taken = List.of();
    }
    if (taken.isEmpty()) {
      keep(objects);
    }
  }

  /** The library's objects that were put there. */
  private List<Path> take(Path objects) {
    List<Path> taken = new ArrayList<>();
    try {
      for (Path file : library(cache)) {
        taken.add(Files.copy(file, objects.resolve(file.getFileName())));
      }
    } catch (IOException e) {
      // What could not be read is compiled.
    }
    return taken;
  }

  private void keep(Path objects) throws IOException {
    for (Path file : library(objects)) {
      try {
        AtomicFiles.write(cache.resolve(file.getFileName()), Files.readAllBytes(file));
      } catch (IOException e) {
        // The next build takes longer, that is all.
      }
    }
  }

  private static List<Path> library(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, OBJECTS)) {
        files.forEach(found::add);
      }
    }
    return found;
  }
}
