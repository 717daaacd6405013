package org.skiptrim.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.skiptrim.experiment.ExperimentPlan;
import org.skiptrim.experiment.Step;
import org.skiptrim.results.MadeUpDesigns;
import org.skiptrim.runs.ExperimentRunner;
import org.skiptrim.runs.MadeUpResources;
import org.skiptrim.runs.MadeUpRuns;
import org.skiptrim.runs.Recording;
import org.skiptrim.runs.SameProcess;
import org.skiptrim.spec.SpecText;
import org.skiptrim.storage.AtomicFiles;
import org.skiptrim.storage.Json;
import org.skiptrim.training.EpochRecord;

/** The page as somebody sees it in a browser. */
class WatchPageTest extends PageInBrowser {
  private ExperimentPlan tiny() throws Exception {
    return new ExperimentPlan(
        SpecText.read(folder, SpecText.TINY, "dataset.train_images=32", "dataset.test_images=20"),
        Map.of());
  }

  private static String states() throws Exception {
    return browser.text(
        "[...document.querySelectorAll('#tables tbody tr')].map(row => row.dataset.state)");
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
}
