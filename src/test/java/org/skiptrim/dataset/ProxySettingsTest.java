package org.skiptrim.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skiptrim.dataset.FileServer.Habit;
import org.skiptrim.storage.Checksum;
import org.skiptrim.storage.ProgressListener;

class ProxySettingsTest {
  @TempDir private Path folder;

  /** What variables make of a source, direct if empty. */
  @ParameterizedTest
  @CsvSource({
    "https://a.example/x, https_proxy=http://p:3128, HTTP p:3128",
    "https://a.example/x, HTTPS_PROXY=http://p:3128, HTTP p:3128",
    "https://a.example/x, https_proxy=p:8080, HTTP p:8080",
    "https://a.example/x, https_proxy=http://p, HTTP p:1080",
    "https://a.example/x, http_proxy=http://p:3128, ''",
    "http://a.example/x, http_proxy=http://me:secret@p:3128/, HTTP p:3128",
    "https://a.example/x, all_proxy=socks5://p:9050, SOCKS p:9050",
    "https://a.example/x, https_proxy=, ''",
    "https://a.example/x, https_proxy=http://p:1 no_proxy=b.example;a.example, ''",
    "https://a.example/x, https_proxy=http://p:1 no_proxy=.example, ''",
    "https://a.example/x, https_proxy=http://p:1 no_proxy=*, ''",
    "https://a.example/x, https_proxy=http://p:1 no_proxy=ample, HTTP p:1",
  })
  void to_followsTheVariables(String source, String variables, String expected) {
    ProxySettings settings = new ProxySettings(environment(variables));
    assertEquals(expected, settings.to(URI.create(source)).map(this::text).orElse(""));
  }

  private static Map<String, String> environment(String variables) {
    return Arrays.stream(variables.split(" "))
        .map(variable -> variable.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1].replace(';', ',')));
  }

  private String text(Proxy proxy) {
    InetSocketAddress address = (InetSocketAddress) proxy.address();
    return proxy.type() + " " + address.getHostString() + ":" + address.getPort();
  }

  /** From a host that nobody knows but the proxy. */
  @Test
  void fetch_throughAProxy_gets() throws IOException {
    byte[] content = {1, 2, 3};
    Path file = folder.resolve("file");
    try (FileServer proxy = new FileServer(content, Habit.GOOD)) {
      String address = "http://127.0.0.1:" + proxy.uri().getPort();
      Download download =
          new Download(
              "downloading",
              1,
              Duration.ofMillis(1),
              Duration.ofSeconds(10),
              new ProxySettings(Map.of("http_proxy", address)));
      URI source = URI.create("http://nowhere.invalid/file");
      download.fetch(source, file, Checksum::md5, Checksum.md5(content), ProgressListener.SILENT);
    }
    assertArrayEquals(content, Files.readAllBytes(file));
  }
}
