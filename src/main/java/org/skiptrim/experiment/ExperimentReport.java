package org.skiptrim.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.skiptrim.report.Column;
import org.skiptrim.report.Table;

/** placeholder for the compile; replaced in the next commit. */
public final class ExperimentReport {
  private final Path directory;

  public ExperimentReport(ExperimentSpec spec, RunStore store, String arguments) {
    directory = store.reports(spec);
  }

  public List<Path> write() throws IOException {
    return List.of(page());
  }

  public Path page() {
    return directory.resolve("index.html");
  }

  public Table comparison() {
    return Table.of("x", Column.text("y"));
  }
}
