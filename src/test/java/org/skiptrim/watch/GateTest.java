package org.skiptrim.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.Headers;
import java.util.List;
import org.junit.jupiter.api.Test;

class GateTest {
  private static final String TOKEN = "0123456789abcdef0123456789abcdef";
  private static final Gate GATE = new Gate(TOKEN, 8237);

  private static int status(String method, String path, String... headers) {
    Headers all = new Headers();
    for (int i = 0; i < headers.length; i += 2) {
      all.add(headers[i], headers[i + 1]);
    }
    return GATE.refusal(method, all, path).map(Gate.Refusal::status).orElse(200);
  }

  @Test
  void refusal_ownPage_passes() {
    for (String host : List.of("127.0.0.1:8237", "localhost:8237")) {
      assertEquals(200, status("GET", "/" + TOKEN + "/", "Host", host), host);
      assertEquals(
          200, status("HEAD", "/" + TOKEN + "/log/x", "Host", host, "Origin", "http://" + host));
    }
  }

  @Test
  void refusal_wrongToken_isForbidden() {
    for (String path :
        List.of(
            "",
            "/",
            "//",
            "/" + TOKEN.substring(1) + "/",
            "/" + TOKEN + "0/",
            "/x/" + TOKEN + "/",
            "/" + TOKEN.toUpperCase(java.util.Locale.ROOT) + "/")) {
      assertEquals(403, status("GET", path, "Host", "127.0.0.1:8237"), path);
    }
  }

  /** A page on the web that has given its own name this machine's address. */
  @Test
  void refusal_foreignHost_isForbidden() {
    for (String host :
        List.of("evil.example:8237", "127.0.0.1", "127.0.0.1:80", "127.0.0.1:8237.evil.example")) {
      assertEquals(403, status("GET", "/" + TOKEN + "/", "Host", host), host);
    }
    assertEquals(403, status("GET", "/" + TOKEN + "/"));
    assertEquals(
        403,
        status("GET", "/" + TOKEN + "/", "Host", "127.0.0.1:8237", "Host", "evil.example:8237"));
  }

  @Test
  void refusal_foreignOrigin_isForbidden() {
    for (String origin : List.of("https://evil.example", "null", "http://127.0.0.1:8238", "")) {
      assertEquals(
          403,
          status("GET", "/" + TOKEN + "/", "Host", "127.0.0.1:8237", "Origin", origin),
          origin);
    }
  }

  @Test
  void refusal_whatCouldChangeSomething_isNotAllowed() {
    for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS", "TRACE", "get")) {
      assertEquals(405, status(method, "/" + TOKEN + "/", "Host", "127.0.0.1:8237"), method);
    }
  }
}
