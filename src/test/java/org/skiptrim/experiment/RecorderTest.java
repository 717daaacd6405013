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

class RecorderTest {
  @TempDir Path folder;

  private final Heard heard = new Heard();

  @Test
  void begin_statusIsRunning() throws IOException {
    RunDirectory directory = new RunDirectory(folder);
    new Recorder(directory, heard);
    RunStatus status = directory.status();
    assertEquals(RunStatus.State.RUNNING, status.state());
    assertEquals(ProcessHandle.current().pid(), status.pid());
    assertTrue(status.started().isPresent() && status.finished().isEmpty());
  }

  @Test
  void end_keepsProgressAndReason() throws IOException {
    RunDirectory directory = new RunDirectory(folder);
    Recorder recorder = new Recorder(directory, heard);
    recorder.progress("epoch 2/4", 30, 120, "images");
    recorder.end(RunStatus.State.FAILED, "the disk is full");
    assertEquals("epoch 2/4 (25 %)", directory.status().progress());
    assertEquals("the disk is full", directory.status().error());
  }

  @Test
  void beginAgain_countsOnAndForgetsTheError() throws IOException {
    RunDirectory directory = new RunDirectory(folder);
    directory.write(RunStatus.untouched().at("", 100));
    new Recorder(directory, heard).end(RunStatus.State.FAILED, "why");
    Recorder again = new Recorder(directory, heard);
    assertTrue(again.seconds() >= 100);
    assertEquals("", directory.status().error());
  }

  @Test
  void notes_areHeardAndLogged() throws IOException {
    Recorder recorder = new Recorder(new RunDirectory(folder), heard);
    recorder.note("epoch 1/2: loss 1.0");
    recorder.trace(new IllegalStateException("odd"));
    assertEquals(List.of("epoch 1/2: loss 1.0"), heard.notes);
    String log = Files.readString(folder.resolve("log.txt"));
    assertTrue(log.contains("Z epoch 1/2: loss 1.0\n"), log);
    assertTrue(log.contains("IllegalStateException: odd\n\tat "), log);
  }

  @Test
  void metrics_goOnAfterTheCheckpoint() throws IOException {
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
