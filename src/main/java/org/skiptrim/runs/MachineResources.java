package org.skiptrim.runs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.dataset.DatasetSource;
import org.skiptrim.engine.ComputeDevice;
import org.skiptrim.experiment.Resources;
import org.skiptrim.process.InstalledTool;
import org.skiptrim.process.Tool;
import org.skiptrim.process.Tools;
import org.skiptrim.storage.CacheDirectory;
import org.skiptrim.storage.ProgressListener;

/** Data sets and tools as this machine has or fetches them. */
public final class MachineResources implements Resources {
  private final Tools tools = Tools.ofThisMachine();
  private final int threads;
  private final ComputeDevice device;
  private final Map<String, Dataset> loaded = new HashMap<>();
  private final ProgressListener downloads;
  private final Consumer<String> notice;

  /**
   * Fetches what is missing.
   *
   * @param threads of the tensor library
   * @param device where networks are trained
   * @param downloads hears of it, in bytes
   * @param notice is told in a line when a tool is installed
   */
  public MachineResources(
      int threads, ComputeDevice device, ProgressListener downloads, Consumer<String> notice) {
    this.threads = threads;
    this.device = device;
    this.downloads = downloads;
    this.notice = notice;
  }

  @Override
  public Dataset dataset(String name) throws IOException {
    Dataset dataset = loaded.get(name);
    if (dataset == null) {
      dataset = DatasetSource.named(name).load(cache(), downloads);
      loaded.put(name, dataset);
    }
    return dataset;
  }

  @Override
  public InstalledTool tool(Tool tool) throws IOException, InterruptedException {
    return tools.require(tool, notice);
  }

  @Override
  public int threads() {
    return threads;
  }

  @Override
  public ComputeDevice device() {
    return device;
  }

  @Override
  public Path cache() {
    return CacheDirectory.standard();
  }
}
