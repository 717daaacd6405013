package org.skiptrim.runs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
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
  private final ProgressListener listener;

  /**
   * Fetches what is missing.
   *
   * @param threads of the tensor library
   * @param device where networks are trained
   * @param listener hears of downloads and of tools that are installed
   */
  public MachineResources(int threads, ComputeDevice device, ProgressListener listener) {
    this.threads = threads;
    this.device = device;
    this.listener = listener;
  }

  @Override
  public Dataset dataset(String name) throws IOException {
    Dataset dataset = loaded.get(name);
    if (dataset == null) {
      dataset = DatasetSource.load(name, cache(), listener);
      loaded.put(name, dataset);
    }
    return dataset;
  }

  @Override
  public Dataset dataset(DatasetSource source) throws IOException {
    Dataset dataset = source.load(cache(), listener);
    loaded.put(source.name(), dataset);
    return dataset;
  }

  @Override
  public InstalledTool tool(Tool tool) throws IOException, InterruptedException {
    return tools.require(tool, listener::note);
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
