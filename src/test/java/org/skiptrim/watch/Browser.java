package org.skiptrim.watch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Chromium without a window, led over its DevTools protocol. */
final class Browser implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final WebSocket socket;
  private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
  private final List<String> problems = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private int number;

  /** Starts one that keeps its profile in an empty folder. */
  Browser(Path program, Path profile) throws Exception {
    process =
        new ProcessBuilder(
                program.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--no-first-run",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(profile.resolve("output.txt").toFile())
            .start();
    HttpClient client = HttpClient.newHttpClient();
    String port = port(profile);
    URI list = URI.create("http://127.0.0.1:" + port + "/json/list");
    String address = "";
    while (address.isEmpty()) {
      String answer =
          client
              .send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString())
              .body();
      for (JsonNode target : JSON.readTree(answer)) {
        if (target.path("type").asString().equals("page")) {
          address = target.path("webSocketDebuggerUrl").asString();
        }
      }
    }
    socket = client.newWebSocketBuilder().buildAsync(URI.create(address), new Listener()).get();
    for (String domain : List.of("Page", "Runtime", "Network", "Log")) {
      send(domain + ".enable", Map.of());
    }
    send("Emulation.setFocusEmulationEnabled", Map.of("enabled", true));
  }

  /** It says its port in a file of its profile. */
  private static String port(Path profile) throws IOException, InterruptedException {
    Path file = profile.resolve("DevToolsActivePort");
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!Files.exists(file) || Files.size(file) == 0) {
      if (System.nanoTime() > end) {
        throw new IOException(
            "Chromium does not start: " + Files.readString(profile.resolve("output.txt")));
      }
      Thread.sleep(50);
    }
    return Files.readAllLines(file).get(0);
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        hear(JSON.readTree(text.toString()));
        text.setLength(0);
      }
      from.request(1);
      return null;
    }
  }

  private void hear(JsonNode message) {
    JsonNode about = message.path("params");
    switch (message.path("method").asString("")) {
      case "" -> asked.remove(message.path("id").asInt()).complete(message);
      case "Runtime.exceptionThrown" -> problems.add(about.toString());
      case "Runtime.consoleAPICalled" -> problems.add(about.toString());
      case "Log.entryAdded" -> problems.add(about.toString());
      case "Network.requestWillBeSent" ->
          requests.add(about.path("request").path("url").asString());
      default -> {
        // Of no interest.
      }
    }
  }

  private JsonNode send(String method, Map<String, ?> parameters) throws Exception {
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    asked.put(++number, answer);
    Map<String, Object> message = Map.of("id", number, "method", method, "params", parameters);
    socket.sendText(JSON.writeValueAsString(message), true).get();
    JsonNode said = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (said.has("error")) {
      throw new IOException(method + ": " + said.path("error"));
    }
    return said.path("result");
  }

  void open(String address) throws Exception {
    send("Page.navigate", Map.of("url", address));
    await("document.readyState === 'complete' && location.href === '" + address + "'");
  }

  /** The value of an expression, awaited if it is a promise. */
  JsonNode evaluate(String script) throws Exception {
    JsonNode result =
        send(
            "Runtime.evaluate",
            Map.of("expression", script, "returnByValue", true, "awaitPromise", true));
    if (result.has("exceptionDetails")) {
      throw new IOException(script + ": " + result.path("exceptionDetails"));
    }
    return result.path("result").path("value");
  }

  /** What an expression says as text. */
  String text(String script) throws Exception {
    return evaluate("String(" + script + ")").asString();
  }

  /** Waits until an expression is true. */
  void await(String condition) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!evaluate("Boolean(" + condition + ")").asBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(
            "never true: " + condition + "\n" + text("document.body.innerText") + problems);
      }
      Thread.sleep(100);
    }
  }

  /** Presses a key, such as {@code Tab}, {@code Enter} or {@code Escape}. */
  void press(String key) throws Exception {
    int code = Map.of("Tab", 9, "Enter", 13, "Escape", 27).get(key);
    String text = key.equals("Enter") ? "\r" : "";
    for (String type : List.of(text.isEmpty() ? "rawKeyDown" : "keyDown", "keyUp")) {
      send(
          "Input.dispatchKeyEvent",
          Map.of(
              "type",
              type,
              "key",
              key,
              "code",
              key,
              "windowsVirtualKeyCode",
              code,
              "text",
              type.equals("keyUp") ? "" : text));
    }
  }

  void size(int width, int height) throws Exception {
    send(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** Light or dark. */
  void scheme(String name) throws Exception {
    Map<String, String> feature = Map.of("name", "prefers-color-scheme", "value", name);
    send("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
  }

  /** The whole page as PNG. */
  void picture(Path file) throws Exception {
    JsonNode picture =
        send("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
    Files.write(file, Base64.getDecoder().decode(picture.path("data").asString()));
  }

  /** What scripts or the browser complained of. */
  List<String> problems() {
    return problems;
  }

  /** All addresses that anything was asked of. */
  List<String> requests() {
    return requests;
  }

  @Override
  public void close() throws InterruptedException {
    socket.abort();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
  }
}
