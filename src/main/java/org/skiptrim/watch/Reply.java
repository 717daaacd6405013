package org.skiptrim.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;

/** What goes back to who asked; nothing of it is kept on the way. */
final class Reply {
  private final HttpExchange exchange;

  Reply(HttpExchange exchange) {
    this.exchange = exchange;
    Headers headers = exchange.getResponseHeaders();
    headers.set("Cache-Control", "no-store");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
  }

  /** The page, of which the browser is to allow no more than its policy. */
  void page(String html, String policy) throws IOException {
    exchange
        .getResponseHeaders()
        .set("Content-Security-Policy", policy + "; frame-ancestors 'none'");
    send(200, "text/html", html);
  }

  void json(String json) throws IOException {
    send(200, "application/json", json);
  }

  void text(String text) throws IOException {
    send(200, "text/plain", text);
  }

  void refuse(Gate.Refusal refusal) throws IOException {
    send(refusal.status(), "text/plain", refusal.reason() + "\n");
  }

  private void send(int status, String type, String content) throws IOException {
    byte[] bytes = content.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
    if (isHead()) {
      exchange.sendResponseHeaders(status, -1);
    } else {
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  /** Whether something was sent. */
  boolean hasBegun() {
    return exchange.getResponseCode() != -1;
  }

  private boolean isHead() {
    return exchange.getRequestMethod().equals("HEAD");
  }

  /** Events as they come, until somebody hangs up. */
  interface Events {
    void to(OutputStream out) throws IOException, InterruptedException;
  }

  void stream(Events events) throws IOException, InterruptedException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
    exchange.sendResponseHeaders(200, isHead() ? -1 : 0);
    if (!isHead()) {
      events.to(exchange.getResponseBody());
    }
  }
}
