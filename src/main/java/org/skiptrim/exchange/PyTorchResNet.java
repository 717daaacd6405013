package org.skiptrim.exchange;

import java.io.IOException;
import java.nio.file.Path;
import org.skiptrim.network.*;

public final class PyTorchResNet {
  public static TrainedNetwork read(Path file, Network network) throws IOException {
    throw new IOException("not yet");
  }
}
