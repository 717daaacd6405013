package org.skiptrim.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.skiptrim.dataset.Cifar10;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.dataset.Normalization;
import org.skiptrim.network.NetworkFile;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.storage.CacheDirectory;
import org.skiptrim.storage.ProgressListener;
import org.skiptrim.training.Evaluation;

/** The networks without skips that the project keeps are what their tables say. */
class KeptNetworkTest {
  /**
   * One that is kept.
   *
   * @param variant its row in the table
   */
  private record Kept(String folder, String file, String variant, int parameters) {
    private Path path(String name) {
      return Path.of("results", folder, name);
    }

    private TrainedNetwork read() throws IOException {
      return NetworkFile.read(path(file));
    }

    /** The last accuracy of its row. */
    private double accuracy() throws IOException {
      List<String> rows = Files.readAllLines(path("trials.csv"));
      int column = List.of(rows.get(0).split(",")).indexOf("last test accuracy");
      return rows.stream()
          .map(row -> row.split(","))
          .filter(row -> row[1].equals(variant))
          .mapToDouble(row -> Double.parseDouble(row[column]))
          .findFirst()
          .orElseThrow();
    }
  }

  private static List<Kept> kept() {
    return List.of(
        new Kept("resnet20-skipper", "resnet20-skipless.safetensors", "skipper", 269_722),
        new Kept("resnet56-merged", "resnet56-merged.safetensors", "merger", 853_018));
  }

  @ParameterizedTest
  @MethodSource("kept")
  void network_hasNoSkip(Kept kept) throws IOException {
    TrainedNetwork network = kept.read();
    assertTrue(
        network.network().nodes().stream().noneMatch(node -> node.op() instanceof RealOp.Add));
    assertEquals(kept.parameters(), network.network().trainableCount());
  }

  @ParameterizedTest
  @MethodSource("kept")
  void accuracy_isThatOfTheTable(Kept kept) throws IOException {
    Path cache = CacheDirectory.standard();
    assumeTrue(
        Files.exists(cache.resolve("cifar-10/test_batch.bin")), "CIFAR-10 is not in the cache");
    Dataset images = Cifar10.load(cache, ProgressListener.SILENT).with(Normalization.IMAGENET);
    assertEquals(kept.accuracy(), Evaluation.accuracy(kept.read(), images), 0.001);
  }
}
