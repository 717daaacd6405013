package org.skiptrim.runs;

import java.io.IOException;
import java.nio.file.Path;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.dataset.DatasetSource;
import org.skiptrim.experiment.Resources;
import org.skiptrim.process.InstalledTool;
import org.skiptrim.process.Tool;
import org.skiptrim.process.Tools;
import org.skiptrim.storage.ProgressListener;

/** Data sets, and the tools of this machine or none. */
public record MadeUpResources(boolean hasTools, Path cache) implements Resources {
  @Override
  public Dataset dataset(String name) throws IOException {
    return DatasetSource.load(name, cache, ProgressListener.SILENT);
  }

  @Override
  public int threads() {
    return 1;
  }

  @Override
  public InstalledTool tool(Tool tool) throws IOException, InterruptedException {
    if (!hasTools) {
      throw new IOException(tool.command() + " is not on PATH; install it");
    }
    return Tools.ofThisMachine().require(tool, notice -> {});
  }
}
