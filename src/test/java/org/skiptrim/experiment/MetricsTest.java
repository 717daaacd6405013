package org.skiptrim.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.training.EpochRecord;

class MetricsTest {
  @TempDir Path folder;

  @Test
  void add_goesOnAfterTheCheckpoint() throws IOException {
    EpochRecord first = new EpochRecord(1, 0.1, 2.5, 0.25, 0.5, 1.234, List.of());
    EpochRecord second = new EpochRecord(2, 0.05, 1.5, 0.5, 0.75, 2, List.of("removed a", "b"));
    new Metrics(folder, List.of()).add(first);
    new Metrics(folder, List.of(first)).add(second);
    assertEquals(
        """
        epoch,learning_rate,train_loss,train_accuracy,test_accuracy,seconds,events
        1,0.1,2.5,0.25,0.5,1.23,
        2,0.05,1.5,0.5,0.75,2.00,removed a; b
        """,
        Files.readString(folder.resolve("metrics.csv")));
    List<String> lines = Files.readAllLines(folder.resolve("metrics.jsonl"));
    assertEquals(2, lines.size());
    assertTrue(lines.get(1).contains("\"test_accuracy\":0.75"), lines.get(1));
  }
}
