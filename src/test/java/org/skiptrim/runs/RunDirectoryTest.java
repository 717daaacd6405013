package org.skiptrim.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.experiment.Measure;

class RunDirectoryTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private static final RunStatus.Progress PROGRESS =
      new RunStatus.Progress("epoch 2/4", 30, 120, "images");

  @TempDir Path folder;

  @Test
  void status_nothingYet_isPending() throws IOException {
    assertEquals(RunStatus.untouched(), new RunDirectory(folder).status());
  }

  @Test
  void status_whatWasWritten() throws IOException {
    RunDirectory directory = new RunDirectory(folder);
    RunStatus status =
        RunStatus.untouched()
            .running(NOW, "node7, process 7")
            .ended(RunStatus.State.FAILED, "why", NOW, 2.5);
    directory.write(status);
    assertEquals(status, directory.status());
    assertTrue(Files.readString(folder.resolve("status.json")).contains("\"failed\""));
  }

  @Test
  void status_damagedFile_isOneLine() throws IOException {
    Files.writeString(folder.resolve("status.json"), "{\"state\": \"do");
    String message =
        assertThrows(IOException.class, () -> new RunDirectory(folder).status()).getMessage();
    assertTrue(message.contains("status.json cannot be read"), message);
    assertFalse(message.contains("\n"), message);
  }

  @Test
  void observedStatus_killedWhileRunning_isPending() throws IOException {
    RunDirectory directory = new RunDirectory(folder);
    directory.write(RunStatus.untouched().running(NOW, "node7, process 7").at(PROGRESS, 9));
    assertEquals(RunStatus.State.PENDING, directory.observedStatus().state());
    assertEquals(PROGRESS, directory.observedStatus().progress());
    assertEquals(Optional.of(NOW), directory.observedStatus().started());
  }

  @Test
  void observedStatus_held_isRunning() throws Exception {
    RunDirectory directory = new RunDirectory(folder);
    try (Lease held = Lease.acquire(folder, Lease.Timing.USUAL, notice -> {})) {
      directory.write(RunStatus.untouched().running(NOW, "node7, process 7"));
      assertEquals(RunStatus.State.RUNNING, directory.observedStatus().state());
    }
    assertEquals(RunStatus.State.PENDING, directory.observedStatus().state());
  }

  @Test
  void status_ofAnOlderVersion_isRead() throws IOException {
    Files.writeString(
        folder.resolve("status.json"),
        "{\"state\": \"done\", \"seconds\": 2.5, \"gone\": 1, \"error\": \"\"}");
    assertEquals(RunStatus.State.DONE, new RunDirectory(folder).status().state());
  }

  @Test
  void told_resultOfAnotherVersion_hasItsMeasures() throws IOException {
    Files.writeString(
        folder.resolve("result.json"),
        """
        {"summary": "9 LUT", "unheard_of": [1, 2],
         "measures": [{"name": "LUT", "value": 9, "decimals": 0, "is_share": false}]}
        """);
    RunDirectory.Told told = new RunDirectory(folder).told();
    assertEquals("9 LUT", told.summary());
    assertEquals(List.of(Measure.count("LUT", 9)), told.measures());
  }

  @Test
  void step_noStepJson_saysWhatToName() {
    String message =
        assertThrows(IOException.class, () -> new RunDirectory(folder).step()).getMessage();
    assertTrue(message.contains("name the run directory of a step"), message);
  }
}
