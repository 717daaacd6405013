package org.skiptrim.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.experiment.ExperimentPlan;
import org.skiptrim.experiment.ExperimentPlans;
import org.skiptrim.process.Chromium;
import org.skiptrim.runs.RunStore;

/** A browser for the tests of a class, and a server for each of them. */
abstract class PageInBrowser {
  @TempDir static Path profile;
  static Browser browser;

  @TempDir Path folder;

  RunStore store;
  WatchServer server;

  @BeforeAll
  static void startBrowser() throws Exception {
    browser = new Browser(Chromium.program(), profile);
  }

  @AfterAll
  static void closeBrowser() throws Exception {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void setUp() {
    store = new RunStore(folder.resolve("runs"));
    browser.problems().clear();
    browser.requests().clear();
  }

  /** Whatever it was: nothing went wrong in the page, and it asked nobody but its server. */
  @AfterEach
  void stop() throws Exception {
    browser.open("about:blank");
    String address = "";
    if (server != null) {
      address = server.address();
      server.close();
    }
    assertEquals(List.of(), browser.problems());
    for (String request : browser.requests()) {
      boolean own = !address.isEmpty() && request.startsWith(address);
      assertTrue(own || request.matches("(about|data|file):.*"), request);
    }
  }

  void show(ExperimentPlan plan) throws Exception {
    serve(plan);
    browser.open(server.address());
    browser.await("document.querySelectorAll('#tables tbody tr').length > 0");
  }

  void serve(ExperimentPlan plan) throws IOException {
    server =
        WatchServer.start("tiny", new ExperimentPlans(List.of(plan)), store, OptionalInt.empty());
  }

  /** From where nothing has the focus. */
  static void tabTo(String condition) throws Exception {
    for (int i = 0; i < 60; i++) {
      browser.press("Tab");
      if (browser
          .evaluate("Boolean((at => " + condition + ")(document.activeElement))")
          .asBoolean()) {
        return;
      }
    }
    throw new AssertionError("Tab does not come to where " + condition);
  }
}
