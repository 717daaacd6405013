package org.skiptrim.dataset;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
    String answer = run(scratch, viewSeconds, "view", name + "@" + version, "dist", "--json");
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
    run(folder, packSeconds, "pack", name + "@" + version, "--pack-destination", folder.toString());
  }

  private String run(Path scratch, int seconds, String... arguments) throws IOException {
    Path out = Files.createTempFile(scratch, ".npm-", ".out");
    Path errors = Files.createTempFile(scratch, ".npm-", ".err");
    try {
      List<String> line = new ArrayList<>(command);
      line.addAll(List.of(arguments));
      Process process = start(line, out, errors);
      int status = await(process, seconds, "npm " + arguments[0]);
      if (status != 0) {
        throw new IOException("npm " + arguments[0] + " failed: " + firstError(errors));
      }
      return Files.readString(out);
    } finally {
      Files.delete(out);
      Files.delete(errors);
    }
  }

  private static Process start(List<String> line, Path out, Path errors) throws IOException {
    try {
      return new ProcessBuilder(line)
          .redirectOutput(out.toFile())
          .redirectError(errors.toFile())
          .start();
    } catch (IOException e) {
      throw new IOException("'" + line.get(0) + "' cannot be started; is it on PATH?", e);
    }
  }

  private static int await(Process process, int seconds, String what) throws IOException {
    try {
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        throw new IOException(what + " did not end within " + seconds + " seconds");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(what + " was interrupted");
    } finally {
      process.destroyForcibly();
    }
  }

  /** The first line that is more than a code: npm writes warnings before, and advice after it. */
  private static String firstError(Path errors) throws IOException {
    try (var lines = Files.lines(errors)) {
      return lines
          .filter(line -> line.matches("(?i)npm err(or|!) .*"))
          .map(line -> line.replaceFirst("(?i)npm err(or|!) ", "").strip())
          .filter(line -> !line.matches("(code|errno|syscall) .*"))
          .findFirst()
          .orElse("it does not say why");
    }
  }
}
