package org.skiptrim.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import org.skiptrim.storage.DiskFull;
import org.skiptrim.storage.ProgressListener;

/**
 * Downloads a file over HTTP. What has arrived stays beside it in a file {@code .part}, from whose
 * end the next attempt goes on, in this process or a later one.
 *
 * @param what the name of this work in progress reports
 * @param attempts how often in a row nothing more may arrive before it is given up
 * @param firstPause before the second attempt; doubled from one to the next
 * @param patience how long to wait for a connection, or for the next bytes
 * @param proxies the way to servers
 */
record Download(
    String what, int attempts, Duration firstPause, Duration patience, ProxySettings proxies) {
  private static final int CHUNK_BYTES = 1 << 16;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final int TOO_MANY_REQUESTS = 429;

  /** For a host that has no substitute. */
  static Download patient(String what) {
    return usual(what, 5, Duration.ofSeconds(60));
  }

  /** For a host behind which there is another one. */
  static Download quick(String what) {
    return usual(what, 3, Duration.ofSeconds(30));
  }

  private static Download usual(String what, int attempts, Duration patience) {
    return new Download(
        what, attempts, Duration.ofSeconds(1), patience, ProxySettings.ofEnvironment());
  }

  /** Computes a checksum. */
  @FunctionalInterface
  interface Hash {
    String of(Path file) throws IOException;
  }

  /** A failure after which another attempt makes no sense. */
  private static final class FinalFailure extends IOException {
    private static final long serialVersionUID = 1;

    FinalFailure(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * Brings {@code file} about; does nothing if it is there already, with the right checksum.
   *
   * @throws IOException in one line: what the server or the disk said, or the wrong checksum
   */
  void fetch(URI source, Path file, Hash hash, String expected, ProgressListener listener)
      throws IOException {
    if (Files.exists(file) && hash.of(file).equals(expected)) {
      return;
    }
    Path part = file.resolveSibling(file.getFileName() + ".part");
    boolean resumed = size(part) > 0;
    receive(source, part, listener);
    if (resumed && !hash.of(part).equals(expected)) {
      // The old beginning may be damaged, or that of another version of the file.
      Files.delete(part);
      receive(source, part, listener);
    }
    String actual = hash.of(part);
    if (!actual.equals(expected)) {
      Files.delete(part);
      throw new IOException(source + " has checksum " + actual + " instead of " + expected);
    }
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private void receive(URI source, Path part, ProgressListener listener) throws IOException {
    long farthest = size(part);
    for (int failures = 0; ; ) {
      try {
        attempt(source, part, listener);
        return;
      } catch (FinalFailure e) {
        throw e;
      } catch (IOException e) {
        failures = size(part) > farthest ? 1 : failures + 1;
        farthest = Math.max(farthest, size(part));
        if (failures >= attempts) {
          throw new IOException(source + ": " + reason(e) + " (" + attempts + " attempts)", e);
        }
        pause(failures);
      }
    }
  }

  private void attempt(URI source, Path part, ProgressListener listener) throws IOException {
    long have = size(part);
    HttpURLConnection connection = connection(source);
    connection.setConnectTimeout((int) patience.toMillis());
    connection.setReadTimeout((int) patience.toMillis());
    if (have > 0) {
      connection.setRequestProperty("Range", "bytes=" + have + "-");
    }
    try {
      int status = connection.getResponseCode();
      if (status == RANGE_NOT_SATISFIABLE && have > 0) {
        // Nothing is missing, or the part is no part of this file: its checksum will tell.
        return;
      }
      boolean resumes = status == HttpURLConnection.HTTP_PARTIAL && startsAt(connection, have);
      if (status != HttpURLConnection.HTTP_OK && !resumes) {
        throw refusal(source, status);
      }
      copy(connection, part, resumes ? have : 0, listener);
    } finally {
      connection.disconnect();
    }
  }

  private HttpURLConnection connection(URI source) throws IOException {
    URL url = source.toURL();
    Optional<Proxy> proxy = proxies.to(source);
    HttpURLConnection connection =
        (HttpURLConnection)
            (proxy.isPresent() ? url.openConnection(proxy.get()) : url.openConnection());
    proxies.authenticator(source).ifPresent(connection::setAuthenticator);
    return connection;
  }

  private void copy(HttpURLConnection connection, Path part, long start, ProgressListener listener)
      throws IOException {
    long length = connection.getContentLengthLong();
    long total = length < 0 ? -1 : start + length;
    long done = start;
    try (InputStream in = connection.getInputStream();
        OutputStream out = open(part, start > 0)) {
      listener.progress(what, done, total, "bytes");
      byte[] chunk = new byte[CHUNK_BYTES];
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        write(out, chunk, n, part);
        done += n;
        listener.progress(what, done, total, "bytes");
      }
    }
    if (done < total) {
      throw new IOException("the server broke off after " + done + " of " + total + " bytes");
    }
  }

  private static OutputStream open(Path part, boolean append) throws IOException {
    return Files.newOutputStream(
        part,
        StandardOpenOption.CREATE,
        append ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE);
  }

  private static void write(OutputStream out, byte[] chunk, int count, Path part)
      throws IOException {
    try {
      out.write(chunk, 0, count);
    } catch (IOException e) {
      throw new FinalFailure(DiskFull.explain(part, e).getMessage(), e);
    }
  }

  private static boolean startsAt(HttpURLConnection connection, long offset) {
    String range = connection.getHeaderField("Content-Range");
    return range != null && range.startsWith("bytes " + offset + "-");
  }

  private static IOException refusal(URI source, int status) {
    boolean passing =
        status >= 500
            || status == HttpURLConnection.HTTP_CLIENT_TIMEOUT
            || status == TOO_MANY_REQUESTS
            || status == HttpURLConnection.HTTP_PARTIAL;
    String message = "the server answered with HTTP status " + status;
    return passing ? new IOException(message) : new FinalFailure(source + ": " + message, null);
  }

  // Some exceptions of java.net have no message, or the mere name of the host.
  private static String reason(IOException failure) {
    return failure.getClass() == IOException.class
        ? failure.getMessage()
        : failure.getClass().getSimpleName() + " " + failure.getMessage();
  }

  private void pause(int failures) throws IOException {
    try {
      Thread.sleep(firstPause.toMillis() << (failures - 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the download was interrupted");
    }
  }

  private static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }
}
