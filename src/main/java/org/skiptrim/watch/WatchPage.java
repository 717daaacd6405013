package org.skiptrim.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.skiptrim.report.ScriptedPage;
import org.skiptrim.results.ExplorePage;

/** The page, which fills itself by what it asks the server for. */
final class WatchPage {
  private WatchPage() {}

  static ScriptedPage of(String title) {
    List<String> scripts = new ArrayList<>(ExplorePage.scripts());
    scripts.add(text("curve.js"));
    scripts.add(text("step.js"));
    scripts.add(text("watch.js"));
    return new ScriptedPage(
        title,
        text("watch.html").replace("{title}", ScriptedPage.escaped(title)),
        List.of(ExplorePage.style(), text("watch.css")),
        scripts,
        Optional.empty(),
        true);
  }

  private static String text(String name) {
    return ScriptedPage.resource(WatchPage.class, name);
  }
}
