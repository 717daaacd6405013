package org.skiptrim.results;

import java.util.List;
import java.util.Optional;
import org.skiptrim.report.HtmlReport;
import org.skiptrim.report.ScriptedPage;
import org.skiptrim.storage.Json;

/** The plot of accuracy over what designs take, to be looked through: a page, or a part of one. */
public final class ExplorePage {
  static final String NAME = "explore.html";

  private static final String BODY =
      """
      <header>
      <h1>%s</h1>
      <p class="subtitle">Accuracy on integers over what designs take. <a href="index.html">The report</a></p>
      </header>
      <main id="explore"></main>
      """;

  private static final String START =
      """
      Explore.show(document.getElementById("explore"))
        .update(JSON.parse(document.getElementById("data").textContent));
      """;

  private ExplorePage() {}

  /** What draws: {@code Plot} for any plot, {@code Explore} for this one. */
  public static List<String> scripts() {
    return List.of(text("plot.js"), text("explore.js"));
  }

  /** How it looks. */
  public static String style() {
    return text("explore.css");
  }

  private static String text(String name) {
    return ScriptedPage.resource(ExplorePage.class, name);
  }

  /** The way to it from the report beside it. */
  static HtmlReport.Link link() {
    return new HtmlReport.Link("Explore accuracy over what each design takes", NAME);
  }

  /** A page that stands alone. */
  static String html(String title, Explored explored) {
    return new ScriptedPage(
            title,
            BODY.formatted(ScriptedPage.escaped(title)),
            List.of(style()),
            List.of(scripts().get(0), scripts().get(1), START),
            Optional.of(Json.line(explored)),
            false)
        .toHtml();
  }
}
