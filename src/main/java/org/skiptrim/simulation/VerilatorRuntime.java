package org.skiptrim.simulation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
   * objects for old that are older than the makefile.
   *
   * @param task as in "Verilator failed while <i>building the simulation of top</i>"
   * @param objects the folder with the makefile
   * @param arguments of make
   */
  void make(String task, Path objects, List<String> arguments, Path log)
      throws IOException, InterruptedException {
    copy(cache, objects);
    List<String> command = new ArrayList<>(List.of("make", "-j", "2"));
    command.addAll(arguments);
    new ToolProcess("Verilator", task, command, objects, log).run();
    try {
      copy(objects, cache);
    } catch (IOException e) {
      // The cache's disk may be full: the next build takes longer, that is all.
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(from);
    Files.createDirectories(to);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(from, OBJECTS)) {
      for (Path file : files) {
        Path target = to.resolve(file.getFileName());
        if (!Files.exists(target)) {
          AtomicFiles.write(target, Files.readAllBytes(file));
        }
      }
    }
  }
}
