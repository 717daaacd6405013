package org.skiptrim.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who may ask: one who knows the token, from a page of this server or from none. The name of the
 * host is checked, since any page on the web can give its own name this machine's address.
 */
record Gate(String token, int port) {

  /**
   * Why a request is turned away.
   *
   * @param status of HTTP
   */
  record Refusal(int status, String reason) {}

  /** Nothing if it may pass. */
  Optional<Refusal> refusal(String method, Headers headers, String path) {
    if (!isOne(headers.get("Host"), hosts())) {
      return refused(
          "the host is not " + hosts().get(0) + "; through ssh -L use the same port on both sides");
    }
    if (headers.containsKey("Origin") && !isOne(headers.get("Origin"), origins())) {
      return refused("another page asked for it");
    }
    if (!isToken(path)) {
      return refused("the token is missing or wrong; use the address that skiptrim watch printed");
    }
    return method.equals("GET") || method.equals("HEAD")
        ? Optional.empty()
        : Optional.of(new Refusal(405, "this page can only be looked at"));
  }

  /** What the path says behind the token. */
  String rest(String path) {
    return path.substring(1 + token.length());
  }

  private List<String> hosts() {
    return Stream.of("127.0.0.1", "localhost").map(host -> host + ":" + port).toList();
  }

  private List<String> origins() {
    return hosts().stream().map(host -> "http://" + host).toList();
  }

  private static boolean isOne(List<String> said, List<String> allowed) {
    return said != null && said.size() == 1 && allowed.contains(said.get(0));
  }

  /** In the same time, however much of it is right. */
  private boolean isToken(String path) {
    String[] parts = path.split("/", 3);
    return parts.length > 1
        && MessageDigest.isEqual(parts[1].getBytes(UTF_8), token.getBytes(UTF_8));
  }

  private static Optional<Refusal> refused(String reason) {
    return Optional.of(new Refusal(403, reason));
  }
}
