package org.skiptrim.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.skiptrim.dataset.Cifar10;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.dataset.Normalization;
import org.skiptrim.network.NetworkFile;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.storage.CacheDirectory;
import org.skiptrim.storage.ProgressListener;
import org.skiptrim.training.Evaluation;

/** The skipless ResNet20 that the project keeps is what its table says. */
class KeptNetworkTest {
  private static final Path RESULTS = Path.of("results/resnet20-skipper");

  private static TrainedNetwork kept() throws IOException {
    return NetworkFile.read(RESULTS.resolve("resnet20-skipless.safetensors"));
  }

  @Test
  void network_hasNoSkip() throws IOException {
    TrainedNetwork network = kept();
    assertTrue(
        network.network().nodes().stream().noneMatch(node -> node.op() instanceof RealOp.Add));
    assertEquals(269_722, network.network().trainableCount());
  }

  @Test
  void accuracy_isThatOfTheTable() throws IOException {
    Path cache = CacheDirectory.standard();
    assumeTrue(
        Files.exists(cache.resolve("cifar-10/test_batch.bin")), "CIFAR-10 is not in the cache");
    Dataset images = Cifar10.load(cache, ProgressListener.SILENT).with(Normalization.IMAGENET);
    assertEquals(claimed(), Evaluation.accuracy(kept(), images), 0.001);
  }

  /** The last accuracy of the row of the skipper. */
  private static double claimed() throws IOException {
    List<String> rows = Files.readAllLines(RESULTS.resolve("trials.csv"));
    int column = List.of(rows.get(0).split(",")).indexOf("last test accuracy");
    return rows.stream()
        .map(row -> row.split(","))
        .filter(row -> row[1].equals("skipper"))
        .mapToDouble(row -> Double.parseDouble(row[column]))
        .findFirst()
        .orElseThrow();
  }
}
