package org.skiptrim.dataset;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A local HTTP server with one file and, on demand, the bad habits of real ones. */
final class FileServer implements AutoCloseable {
  /** How a server fails its clients. */
  enum Habit {
    /** It does what it should, ranges included. */
    GOOD,
    /** It sends the whole file whatever range is asked for. */
    IGNORES_RANGE,
    /** It breaks off each answer after a third of the file. */
    BREAKS_OFF,
    /** It breaks off each answer at once. */
    SENDS_NOTHING,
    /** It answers the first request with 503. */
    BUSY_ONCE,
    /** It answers with 404. */
    HAS_NOTHING
  }

  private final HttpServer server;
  private final byte[] content;
  private final Habit habit;
  private final List<String> ranges = new CopyOnWriteArrayList<>();

  FileServer(byte[] content, Habit habit) throws IOException {
    this.content = content;
    this.habit = habit;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/file", this::answer);
    server.createContext("/registry/tiny/-/tiny-1.0.tgz", this::answer);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/file");
  }

  /** The same file as a package of an npm registry. */
  String registry() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/registry";
  }

  /** The Range header of each request so far, {@code "all"} where there was none. */
  List<String> ranges() {
    return ranges;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String range = exchange.getRequestHeaders().getFirst("Range");
      ranges.add(range == null ? "all" : range);
      if (habit == Habit.HAS_NOTHING) {
        exchange.sendResponseHeaders(404, -1);
      } else if (habit == Habit.BUSY_ONCE && ranges.size() == 1) {
        exchange.sendResponseHeaders(503, -1);
      } else {
        send(exchange, habit == Habit.IGNORES_RANGE ? null : range);
      }
    }
  }

  private void send(HttpExchange exchange, String range) throws IOException {
    int start = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
    if (start >= content.length) {
      exchange.sendResponseHeaders(416, -1);
      return;
    }
    if (range != null) {
      exchange
          .getResponseHeaders()
          .set(
              "Content-Range",
              "bytes " + start + "-" + (content.length - 1) + "/" + content.length);
    }
    exchange.sendResponseHeaders(range == null ? 200 : 206, content.length - start);
    int end =
        switch (habit) {
          case BREAKS_OFF -> Math.min(content.length, start + content.length / 3 + 1);
          case SENDS_NOTHING -> start;
          default -> content.length;
        };
    exchange.getResponseBody().write(Arrays.copyOfRange(content, start, end));
    exchange.getResponseBody().flush();
  }
}
