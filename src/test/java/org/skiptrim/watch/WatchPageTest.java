package org.skiptrim.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.experiment.ExperimentPlan;
import org.skiptrim.experiment.ExperimentPlans;
import org.skiptrim.experiment.Step;
import org.skiptrim.process.Chromium;
import org.skiptrim.results.ExperimentReport;
import org.skiptrim.results.MadeUpDesigns;
import org.skiptrim.runs.ExperimentRunner;
import org.skiptrim.runs.MadeUpResources;
import org.skiptrim.runs.MadeUpRuns;
import org.skiptrim.runs.Recording;
import org.skiptrim.runs.RunStore;
import org.skiptrim.runs.SameProcess;
import org.skiptrim.spec.SpecText;
import org.skiptrim.storage.AtomicFiles;
import org.skiptrim.storage.Json;
import org.skiptrim.training.EpochRecord;

/** The page as somebody sees it in a browser. */
class WatchPageTest {
  @TempDir static Path profile;
  private static Browser browser;

  @TempDir Path folder;

  private RunStore store;
  private WatchServer server;

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

  private void show(ExperimentPlan plan) throws Exception {
    serve(plan);
    browser.open(server.address());
    browser.await("document.querySelectorAll('#tables tbody tr').length > 0");
  }

  private void serve(ExperimentPlan plan) throws IOException {
    server =
        WatchServer.start("tiny", new ExperimentPlans(List.of(plan)), store, OptionalInt.empty());
  }

  private ExperimentPlan tiny() throws Exception {
    return new ExperimentPlan(
        SpecText.read(folder, SpecText.TINY, "dataset.train_images=32", "dataset.test_images=20"),
        Map.of());
  }

  private static String states() throws Exception {
    return browser.text(
        "[...document.querySelectorAll('#tables tbody tr')].map(row => row.dataset.state)");
  }

  /** From where nothing has the focus. */
  private static void tabTo(String condition) throws Exception {
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

  @Test
  void page_realRun_isShownAsItGoes_andReadWithTheKeyboard() throws Exception {
    ExperimentPlan plan = tiny();
    show(plan);
    assertEquals("pending,pending,pending,pending", states());
    Thread run =
        new Thread(
            () -> {
              try {
                new ExperimentRunner(
                        store,
                        new SameProcess(new MadeUpResources(false, folder)),
                        new Recording(),
                        OptionalInt.empty())
                    .run(plan);
              } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    run.start();
    browser.await(
        "[...document.querySelectorAll('#tables tbody tr')].every(row => row.dataset.state === 'done')");
    run.join();
    assertTrue(browser.text("document.getElementById('news').textContent").contains(": done"));
    assertEquals(
        "4 of 4 steps are done", browser.text("document.getElementById('summary').textContent"));
    assertEquals("4/4 tiny", browser.text("document.title"));

    tabTo("at.textContent.startsWith('remove-skips')");
    browser.press("Enter");
    browser.await("document.querySelectorAll('#step-curve circle').length === 4");
    assertTrue(
        browser.text("document.getElementById('step-log').textContent").contains("removed "));
    assertTrue(
        browser
            .text("document.getElementById('step-curve').innerText")
            .contains("The last epochs"));
    assertTrue(
        browser.evaluate("document.querySelectorAll('#step-curve .event').length > 1").asBoolean());
    browser.press("Escape");
    browser.await("!document.getElementById('step').open");
    assertTrue(browser.text("document.activeElement.textContent").startsWith("remove-skips"));
  }

  private static String epochs(int count) {
    StringBuilder lines = new StringBuilder();
    for (int epoch = 1; epoch <= count; epoch++) {
      List<String> events = epoch == 2 ? List.of("removed stage1.block1.add") : List.of();
      lines.append(Json.line(new EpochRecord(epoch, 0.1, 1, 0.5, 0.4 + epoch / 100.0, 1, events)));
      lines.append('\n');
    }
    return lines.toString();
  }

  @Test
  void page_stepThatRuns_hasACurveThatGrows_andIsToldWhenItIsGone() throws Exception {
    ExperimentPlan plan = tiny();
    Step<?> step = plan.steps().get(0);
    Path metrics = store.path(step).resolve("metrics.jsonl");
    show(plan);
    try (AutoCloseable run = MadeUpRuns.running(store, step, 1, 4)) {
      AtomicFiles.write(metrics, epochs(1));
      MadeUpRuns.log(store, step, "first line\n");
      browser.await("document.querySelector('#tables tbody tr').dataset.state === 'running'");
      assertEquals(
          "train ResNet8, seed 1: running",
          browser.text("document.getElementById('news').textContent"));
      assertEquals("0.25", browser.text("document.querySelector('#tables progress').value"));
      browser.evaluate("document.querySelector('#tables tbody button').click()");
      browser.await("document.querySelectorAll('#step-curve circle').length === 1");
      AtomicFiles.write(metrics, epochs(3));
      MadeUpRuns.log(store, step, "second line\n");
      browser.await("document.querySelectorAll('#step-curve circle').length === 3");
      browser.await(
          "document.getElementById('step-log').textContent === 'first line\\nsecond line\\n'");
      assertTrue(
          browser
              .text("document.getElementById('step-state').textContent")
              .contains("running on here"));
    }
    browser.await("document.querySelector('#tables tbody tr').dataset.state === 'pending'");
  }

  @Test
  void page_serverThatComesBack_isConnectedAgain() throws Exception {
    ExperimentPlan plan = tiny();
    show(plan);
    server.close();
    browser.await("document.getElementById('connection').textContent.includes('connection lost')");
    serve(plan);
    browser.await("document.getElementById('connection').textContent === 'connected again, live'");
    try (AutoCloseable run = MadeUpRuns.running(store, plan.steps().get(0), 1, 4)) {
      browser.await("document.querySelector('#tables tbody tr').dataset.state === 'running'");
    }
    assertTrue(browser.problems().stream().allMatch(line -> line.contains("net::ERR_")));
    browser.problems().clear();
  }

  @Test
  void page_darkAndNarrow_fits() throws Exception {
    browser.scheme("dark");
    browser.size(360, 700);
    show(MadeUpDesigns.plan(folder));
    assertEquals(
        "rgb(21, 24, 28)", browser.text("getComputedStyle(document.body).backgroundColor"));
    assertTrue(browser.evaluate("document.documentElement.scrollWidth <= innerWidth").asBoolean());
    browser.scheme("light");
    browser.size(1100, 800);
    browser.await("getComputedStyle(document.body).backgroundColor === 'rgb(255, 255, 255)'");
  }

  private ExperimentPlan designs() throws Exception {
    ExperimentPlan plan =
        MadeUpDesigns.plan(folder, "precisions=['ap_fixed<8,3>','ap_fixed<4,2>']");
    MadeUpDesigns.done(plan, store);
    return plan;
  }

  private static int points(String kind) throws Exception {
    return browser.evaluate("document.querySelectorAll('.point" + kind + "').length").asInt();
  }

  @Test
  void explore_pointsAreFilteredAndOpenTheirSteps() throws Exception {
    show(designs());
    browser.await("document.querySelectorAll('.point').length === 4");
    assertEquals(4, points(".best"));
    tabTo("at.dataset.name === 'ResNet8, skipper, ap_fixed<4,2>, xc7z020'");
    String panel = browser.text("document.querySelector('.panel').innerText");
    assertTrue(panel.contains("test accuracy, integers (%)") && panel.contains("69.00"), panel);
    assertTrue(
        browser
            .text("document.activeElement.getAttribute('aria-label')")
            .endsWith("accuracy 69.00 %, LUT 350, on the Pareto front"));
    browser.press("Enter");
    browser.await("document.getElementById('step').open");
    assertTrue(
        browser
            .text("document.getElementById('step-choice').innerText")
            .contains("synthesize ResNet8 skipper"));
    browser.press("Escape");
    browser.evaluate(
        "[...document.querySelectorAll('.filters label')].find(label => label.textContent.includes('residual')).click()");
    assertEquals(2, points(""));
    browser.evaluate(
        "[...document.querySelectorAll('#explore .choice button')].find(one => one.textContent.startsWith('frames')).click()");
    assertEquals(1, points(".best"), "of equal speed one is better");
    assertFalse(browser.text("document.querySelector('.front').getAttribute('d')").contains("NaN"));
  }

  @Test
  void explore_inTheReport_worksFromTheFile() throws Exception {
    ExperimentReport report = new ExperimentReport(designs(), store, "");
    report.write();
    browser.open(report.page().resolveSibling("explore.html").toUri().toString());
    browser.await("document.querySelectorAll('.point').length === 4");
    browser.evaluate("document.querySelector('.point').dispatchEvent(new MouseEvent('click'))");
    assertTrue(browser.text("document.querySelector('.panel').innerText").contains("LUT"));
    assertTrue(
        browser.text("document.querySelector('#explore details').textContent").contains("79.00"));
  }

  /** Against its definition: nobody is as good in both and better in one. */
  @Test
  void front_ofRandomPoints_isWhatNobodyBeats() throws Exception {
    ExperimentReport report = new ExperimentReport(designs(), store, "");
    report.write();
    browser.open(report.page().resolveSibling("explore.html").toUri().toString());
    Random random = new Random(7);
    for (int round = 0; round < 60; round++) {
      boolean moreIsBetter = random.nextBoolean();
      List<int[]> points = new ArrayList<>();
      for (int i = random.nextInt(30); i >= 0; i--) {
        points.add(new int[] {i, random.nextInt(12), random.nextInt(12)});
      }
      List<Integer> best = new ArrayList<>();
      for (int[] one : points) {
        if (points.stream().noneMatch(other -> beats(other, one, moreIsBetter))) {
          best.add(one[0]);
        }
      }
      String script =
          "Explore.front(%s.map(([id, x, y]) => ({id, accuracy: y, values: {x}})), {name: 'x', more_is_better: %s})"
              .formatted(Json.line(points), moreIsBetter);
      String found =
          browser.text(
              "JSON.stringify(" + script + ".map(point => point.id).sort((a, b) => b - a))");
      assertEquals(Json.line(best), found, Json.line(points));
    }
  }

  private static boolean beats(int[] other, int[] one, boolean moreIsBetter) {
    int cheaper = moreIsBetter ? other[1] - one[1] : one[1] - other[1];
    int better = other[2] - one[2];
    return cheaper >= 0 && better >= 0 && cheaper + better > 0;
  }
}
