package org.skiptrim.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.skiptrim.experiment.ExperimentPlan;
import org.skiptrim.results.ExperimentReport;
import org.skiptrim.results.MadeUpDesigns;
import org.skiptrim.storage.Json;

/** The plot of designs, on the page and in the report, as somebody sees it in a browser. */
class ExplorePlotTest extends PageInBrowser {
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
