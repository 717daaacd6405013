package org.skiptrim.experiment;

import java.io.IOException;
import java.nio.file.Path;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.dataset.DatasetSource;
import org.skiptrim.engine.ComputeDevice;
import org.skiptrim.process.InstalledTool;
import org.skiptrim.process.Tool;
import org.skiptrim.storage.ProgressListener;

/** What steps need of the world. */
public interface Resources {
  /** The data set that specs call so, or the images of a folder that have been decoded. */
  Dataset dataset(String name) throws IOException;

  /** A data set, fetched or decoded if need be: steps find it by its name after that. */
  default Dataset dataset(DatasetSource source) throws IOException {
    return source.load(cache(), ProgressListener.SILENT);
  }

  /** A tool, installed if it is missing and that is allowed. */
  InstalledTool tool(Tool tool) throws IOException, InterruptedException;

  /** How many threads the tensor library uses; the same number makes the same bits. */
  int threads();

  /** Where networks are trained and evaluated. */
  default ComputeDevice device() {
    return ComputeDevice.CPU;
  }

  /** Where results stay that experiments share. */
  Path cache();
}
