package org.skiptrim.watch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.skiptrim.experiment.ExperimentPlans;
import org.skiptrim.runs.Reason;
import org.skiptrim.runs.RunStore;

/**
 * Serves the page on the loopback address, behind a {@link Gate}: nothing but {@link Answers} can
 * be reached, and nothing can be changed.
 */
public final class WatchServer implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool(WatchServer::thread);
  private final Feed feed;
  private final Gate gate;
  private final Answers answers;

  private WatchServer(HttpServer server, Watched watched, String token) {
    this.server = server;
    this.feed = new Feed(watched, PAUSE);
    this.gate = new Gate(token, server.getAddress().getPort());
    this.answers = new Answers(watched, feed);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /**
   * Begins to serve.
   *
   * @param title of the page
   * @param port where; if empty, the one that this run folder's page had last, or any that is free
   * @throws IOException if the port is in use
   */
  public static WatchServer start(
      String title, ExperimentPlans plans, RunStore store, OptionalInt port) throws IOException {
    Path runs = store.root();
    WatchAddress address = WatchAddress.in(runs);
    HttpServer server = port.isPresent() ? bound(port.getAsInt()) : boundNear(address.port());
    address.keep(runs, server.getAddress().getPort());
    return new WatchServer(server, new Watched(title, plans, store), address.token());
  }

  private static HttpServer boundNear(int wanted) throws IOException {
    try {
      return bound(wanted);
    } catch (IOException e) {
      return bound(0);
    }
  }

  private static HttpServer bound(int port) throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    try {
      return HttpServer.create(new InetSocketAddress(loopback, port), 0);
    } catch (BindException e) {
      throw new IOException("port " + port + " cannot be had (" + e.getMessage() + ")", e);
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "watch-answer");
    thread.setDaemon(true);
    return thread;
  }

  /** The address to open; who knows it can look. */
  public String address() {
    return "http://127.0.0.1:%d/%s/".formatted(gate.port(), gate.token());
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getRawPath();
      Optional<Gate.Refusal> refusal =
          gate.refusal(exchange.getRequestMethod(), exchange.getRequestHeaders(), path);
      Reply reply = new Reply(exchange);
      if (refusal.isPresent()) {
        reply.refuse(refusal.get());
      } else {
        answer(gate.rest(path), reply);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the server ends
    }
  }

  /** What cannot be read is told as long as nothing is sent; then the connection can only end. */
  private void answer(String path, Reply reply) throws IOException, InterruptedException {
    try {
      answers.answer(path, reply);
    } catch (IOException | RuntimeException e) {
      if (reply.hasBegun()) {
        throw e;
      }
      reply.refuse(new Gate.Refusal(500, path + ": " + Reason.of(e)));
    }
  }

  @Override
  public void close() {
    feed.close();
    server.stop(0);
    threads.shutdownNow();
  }
}
