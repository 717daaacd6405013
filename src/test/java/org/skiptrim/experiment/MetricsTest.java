package org.skiptrim.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.report.EventReader;
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

  /** As TensorBoard does: it keeps the newest file open and reads on where it was. */
  @Test
  void add_whileTheEventFileIsFollowed_isSeenThere() throws IOException {
    Metrics metrics = new Metrics(folder, List.of());
    metrics.add(epoch(1));
    try (InputStream followed = Files.newInputStream(events(1))) {
      assertEquals(3, EventReader.read(followed.readAllBytes()).size());
      metrics.add(epoch(2));
      List<String> read = EventReader.read(followed.readAllBytes());
      assertEquals(1, read.size());
      assertTrue(read.get(0).contains(" 2=2 5=(5.1=(5.1.1=accuracy/test "), read.get(0));
    }
  }

  /** Killed before the checkpoint that has its second epoch, it makes that epoch again. */
  @Test
  void add_afterAKill_declaresTheLostEpochVoidInAFileOfItsOwn() throws IOException {
    Metrics killed = new Metrics(folder, List.of());
    killed.add(epoch(1));
    killed.add(epoch(2));
    new Metrics(folder, List.of(epoch(1))).add(epoch(2));
    List<String> read = EventReader.read(Files.readAllBytes(events(2)));
    assertEquals(3, read.size());
    assertTrue(read.get(1).endsWith(" 2=2 7=(7.1=1 ) "), read.get(1));
    assertEquals(4, EventReader.read(Files.readAllBytes(events(1))).size());
    assertEquals(3, Files.readAllLines(folder.resolve("metrics.csv")).size());
  }

  private Path events(int number) {
    return folder.resolve("events.out.tfevents.000" + number + ".skiptrim");
  }

  private static EpochRecord epoch(int number) {
    return new EpochRecord(number, 0.1, 2.5, 0.25, 0.5, 1, List.of());
  }
}
