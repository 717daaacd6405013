package org.skiptrim.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.network.Network;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.Shape;

/** What the PyTorch that is installed here writes today; the files beside were written once. */
class RealPyTorchTest {
  private static final Path SCRIPT =
      Path.of("src/test/resources/org/skiptrim/exchange/make_networks.py");

  @TempDir Path folder;

  @Test
  void files_ofTheInstalledPyTorch_areRead() throws Exception {
    Optional<String> python = python();
    assumeTrue(python.isPresent(), "no Python with PyTorch; apt-get install python3-torch");
    assertEquals(0, run(python.get(), SCRIPT.toString(), folder.toString()));
    Network<RealOp> network = ForeignNetworksTest.network(new Shape(3, 4, 4), 3, 2, 3);
    for (String name : List.of("usual.pt", "everything.pt", "protocol5.pt", "usual.safetensors")) {
      ForeignNetworksTest.assertLogits(
          folder.resolve("usual-logits.txt"),
          PyTorchResNet.read(folder.resolve(name), network),
          1e-4);
    }
    ForeignNetworksTest.assertLogits(
        folder.resolve("other-logits.txt"),
        PyTorchResNet.read(folder.resolve("other.pt"), network),
        1e-4);
  }

  private static Optional<String> python() throws IOException, InterruptedException {
    for (String name : List.of("python3", "/usr/bin/python3")) {
      if (run(name, "-c", "import torch, numpy") == 0) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  private static int run(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      return -1;
    }
  }
}
