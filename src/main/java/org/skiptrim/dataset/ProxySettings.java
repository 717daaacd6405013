package org.skiptrim.dataset;

import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The proxy that environment variables name, as curl and npm read them: {@code https_proxy}, {@code
 * http_proxy}, {@code all_proxy} and {@code no_proxy}, in lower case or else in upper case. Java by
 * itself knows none of them.
 */
record ProxySettings(Map<String, String> environment) {
  private static final int USUAL_PORT = 1080; // as curl has it

  static {
    // Java would not send a name and password to a proxy for https.
    System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
  }

  static ProxySettings ofEnvironment() {
    return new ProxySettings(System.getenv());
  }

  /** The way to a source; Java's own settings hold where no variable names one. */
  Optional<Proxy> to(URI source) {
    return address(source)
        .map(
            address ->
                new Proxy(
                    address.getScheme().startsWith("socks") ? Proxy.Type.SOCKS : Proxy.Type.HTTP,
                    new InetSocketAddress(
                        address.getHost(),
                        address.getPort() < 0 ? USUAL_PORT : address.getPort())));
  }

  /** Who the proxy is told is asking, where its address says so. */
  Optional<Authenticator> authenticator(URI source) {
    return address(source)
        .flatMap(address -> Optional.ofNullable(address.getRawUserInfo()))
        .map(ProxySettings::authenticator);
  }

  private static Authenticator authenticator(String userInfo) {
    String[] parts = userInfo.split(":", 2);
    String name = decoded(parts[0]);
    char[] password = decoded(parts.length > 1 ? parts[1] : "").toCharArray();
    return new Authenticator() {
      @Override
      protected PasswordAuthentication getPasswordAuthentication() {
        return getRequestorType() == RequestorType.PROXY
            ? new PasswordAuthentication(name, password)
            : null;
      }
    };
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private Optional<URI> address(URI source) {
    if (goesDirect(source.getHost())) {
      return Optional.empty();
    }
    return variable(source.getScheme() + "_proxy")
        .or(() -> variable("all_proxy"))
        .map(text -> URI.create(text.contains("://") ? text : "http://" + text))
        .filter(address -> address.getHost() != null);
  }

  /** {@code no_proxy} has hosts and the ends of their names, or a star for all. */
  private boolean goesDirect(String host) {
    return Arrays.stream(variable("no_proxy").orElse("").split("[,\\s]+"))
        .map(entry -> entry.replaceFirst("^\\*?\\.", "").replaceFirst(":\\d+$", ""))
        .anyMatch(
            entry ->
                entry.equals("*")
                    || (!entry.isEmpty() && (host.equals(entry) || host.endsWith("." + entry))));
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name))
        .or(() -> Optional.ofNullable(environment.get(name.toUpperCase(Locale.ROOT))))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }
}
