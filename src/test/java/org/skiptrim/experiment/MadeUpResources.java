package org.skiptrim.experiment;

import java.io.IOException;
import java.nio.file.Path;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.toolchain.InstalledTool;
import org.skiptrim.toolchain.Tool;
import org.skiptrim.toolchain.Tools;
import org.skiptrim.training.MadeUpImages;

/** A small data set, and the tools of this machine or none. */
public record MadeUpResources(boolean hasTools, Path cache) implements Resources {
  @Override
  public Dataset dataset(String name) {
    return MadeUpImages.of(64, 24, 8);
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
