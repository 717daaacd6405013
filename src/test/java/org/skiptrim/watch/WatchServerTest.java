package org.skiptrim.watch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.experiment.ExperimentPlan;
import org.skiptrim.experiment.ExperimentPlans;
import org.skiptrim.experiment.Step;
import org.skiptrim.results.MadeUpDesigns;
import org.skiptrim.runs.MadeUpRuns;
import org.skiptrim.runs.RunStore;

/** Asked over sockets, in words that no client would use. */
class WatchServerTest {
  @TempDir Path folder;

  private ExperimentPlan plan;
  private RunStore store;
  private WatchServer server;

  @BeforeEach
  void setUp() throws Exception {
    store = new RunStore(folder.resolve("runs"));
    plan = MadeUpDesigns.plan(folder);
    server = start();
  }

  @AfterEach
  void tearDown() {
    server.close();
  }

  private WatchServer start() throws IOException {
    return WatchServer.start(
        "tiny", new ExperimentPlans(List.of(plan)), store, OptionalInt.empty());
  }

  private URI address() {
    return URI.create(server.address());
  }

  private String path(String rest) {
    return address().getRawPath() + rest;
  }

  /** The whole answer to a request of these lines. */
  private String ask(String first, String... headers) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), address().getPort())) {
      String text = first + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\n";
      socket.getOutputStream().write((text + "Connection: close\r\n\r\n").getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  private String get(String path) throws IOException {
    return ask("GET " + path, "Host: 127.0.0.1:" + address().getPort());
  }

  private static String status(String answer) {
    return answer.isEmpty() ? "" : answer.split(" ")[1];
  }

  @Test
  void page_isServedWithNothingAllowedThatIsNotInIt() throws Exception {
    String page = get(path(""));
    assertEquals("200", status(page));
    assertTrue(page.contains("<title>tiny</title>"), page);
    assertTrue(page.contains("default-src 'none'"), page);
    assertTrue(page.contains("script-src 'sha256-"), page);
    assertFalse(page.contains("unsafe"), page);
    for (String header :
        List.of(
            "X-content-type-options: nosniff",
            "Referrer-policy: no-referrer",
            "Cache-control: no-store",
            "X-frame-options: DENY")) {
      assertTrue(page.contains(header), header);
    }
    String head = ask("HEAD " + path(""), "Host: localhost:" + address().getPort());
    assertEquals("200", status(head));
    assertTrue(head.endsWith("\r\n\r\n"), head);
  }

  @Test
  void request_ofSomebodyElse_isRefused() throws Exception {
    String host = "Host: 127.0.0.1:" + address().getPort();
    assertEquals("403", status(get("/")));
    assertEquals("403", status(get("/" + "0".repeat(32) + "/snapshot")));
    assertEquals("403", status(ask("GET " + path(""), "Host: evil.example")));
    assertEquals("403", status(ask("GET " + path(""), host, "Origin: http://evil.example")));
    assertEquals("405", status(ask("POST " + path("snapshot"), host, "Content-Length: 0")));
  }

  /** No word of a request becomes the name of a file. */
  @Test
  void paths_thatLeadElsewhere_findNothing() throws Exception {
    Files.writeString(folder.resolve("log.txt"), "secret");
    String id = plan.steps().get(0).id();
    for (String path :
        List.of(
            "log/..",
            "log/%2e%2e",
            "log/../log.txt",
            "log/..%2f..%2flog.txt",
            "log/" + id + "/",
            "log/" + id + "/../" + id,
            "log/" + id + "%00",
            "log/" + id.toUpperCase(java.util.Locale.ROOT),
            "log//" + id,
            "log",
            "log/",
            "curve/none",
            "status.json",
            ".watch-token",
            "snapshot/")) {
      String answer = get(path(path));
      assertEquals("404", status(answer), path);
      assertFalse(answer.contains("secret"), path);
    }
    assertEquals("200", status(get(path("log/" + id + "?x=../.."))));
  }

  @Test
  void log_longOne_isItsEnd() throws Exception {
    Step<?> step = plan.steps().get(0);
    MadeUpRuns.log(store, step, "first\n" + "a line\n".repeat(20_000) + "last – line\n");
    String log = get(path("log/" + step.id()));
    assertTrue(log.contains("Content-type: text/plain"), log.substring(0, 400));
    assertTrue(log.endsWith("a line\nlast – line\n"), log.substring(log.length() - 100));
    assertFalse(log.contains("first"));
    assertTrue(log.length() <= LogTail.MOST_BYTES + 1_000);
  }

  /** Who could read its file could know it. */
  @Test
  void address_holdsAfterARestart_unlessOthersCouldHaveReadIt() throws Exception {
    String before = server.address();
    Path file = store.root().resolve(".watch-token");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    server.close();
    server = start();
    assertEquals(before, server.address());
    server.close();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    server = start();
    assertNotEquals(URI.create(before).getPath(), address().getPath());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void start_portInUse_isTold() {
    IOException error =
        assertThrows(
            IOException.class,
            () ->
                WatchServer.start(
                    "tiny",
                    new ExperimentPlans(List.of(plan)),
                    new RunStore(folder.resolve("others")),
                    OptionalInt.of(address().getPort())));
    assertTrue(error.getMessage().contains("port " + address().getPort()), error.getMessage());
  }

  @Test
  void snapshot_fileThatCannotBeRead_isTold() throws Exception {
    Step<?> step = plan.steps().get(0);
    assertTrue(get(path("snapshot")).contains("\"problem\":\"\""));
    Files.createDirectories(store.path(step));
    Files.writeString(store.path(step).resolve("status.json"), "{");
    long end = System.nanoTime() + 20_000_000_000L;
    String snapshot = get(path("snapshot"));
    while (!snapshot.contains("status.json cannot be read") && System.nanoTime() < end) {
      Thread.sleep(200); // it is looked at once a second
      snapshot = get(path("snapshot"));
    }
    assertTrue(snapshot.contains("status.json cannot be read"), snapshot);
    assertTrue(snapshot.contains(step.id()), snapshot);
  }

  /** Said in a line, and the next request is answered. */
  @Test
  void files_thatCannotBeRead_areAnError_andTheServerGoesOn() throws Exception {
    Step<?> step = plan.steps().get(0);
    for (String[] asked :
        new String[][] {
          {"log/" + step.id(), "log.txt"},
          {"curve/" + step.id(), "metrics.jsonl"},
          {"points", "status.json"}
        }) {
      Path file = Files.createDirectories(store.path(step).resolve(asked[1]));
      String answer = get(path(asked[0]));
      assertEquals("500", status(answer), asked[1] + ": " + answer);
      assertTrue(answer.contains("Content-type: text/plain"), answer);
      assertTrue(answer.endsWith("\n") && answer.contains("/" + asked[0] + ": "), answer);
      Files.delete(file);
      assertEquals("200", status(get(path(asked[0]))), asked[1]);
    }
  }
}
