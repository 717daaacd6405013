package org.skiptrim.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.dataset.Augmentation;
import org.skiptrim.dataset.Normalization;
import org.skiptrim.experiment.Import;
import org.skiptrim.experiment.Step;
import org.skiptrim.network.Architecture;
import org.skiptrim.spec.DatasetSpec;
import org.skiptrim.spec.SourceFile;
import org.skiptrim.spec.Variant;

class RecorderTest {
  private static final Step<?> STEP =
      new Import(
          new DatasetSpec(
              "cifar-10",
              Normalization.IMAGENET,
              Augmentation.STANDARD,
              Optional.empty(),
              Optional.empty()),
          new SourceFile("weights.pt", SourceFile.Format.STATE_DICT, "0123", null),
          Optional.of(Architecture.ofDepth(8)),
          Map.of(),
          Variant.RESIDUAL,
          "ResNet8");

  @TempDir Path folder;

  private Recorder recorder() throws IOException {
    return new Recorder(new RunDirectory(folder), STEP);
  }

  private RunStatus status() throws IOException {
    return new RunDirectory(folder).status();
  }

  @Test
  void begin_statusIsRunning() throws IOException {
    recorder();
    assertEquals(RunStatus.State.RUNNING, status().state());
    assertEquals(ProcessName.current().toString(), status().process());
    assertTrue(status().started().isPresent() && status().finished().isEmpty());
  }

  @Test
  void begin_stepCanBeReadBack() throws IOException {
    recorder();
    assertEquals(STEP, new RunDirectory(folder).step());
  }

  /** A full disk, as far as a test can fill one: the status cannot be replaced. */
  @Test
  void progress_thatCannotBeWritten_doesNotEndTheStep() throws IOException {
    Recorder recorder = recorder();
    Path status = folder.resolve("status.json");
    Files.delete(status);
    Files.createDirectories(status.resolve("in the way"));
    recorder.progress("epoch 1/3", 1, 9, "images");
    Files.delete(status.resolve("in the way"));
    Files.delete(status);
    recorder.end(RunStatus.State.DONE, "well");
    assertEquals(RunStatus.State.DONE, status().state());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void end_saysHowMuchMemoryItTook() throws IOException {
    try (Recorder recorder = recorder()) {
      recorder.end(RunStatus.State.DONE, "well");
    }
    assertTrue(status().peakMb() > 50, "a Java alone takes more");
  }

  @Test
  void end_keepsProgressAndReason() throws IOException {
    Recorder recorder = recorder();
    recorder.progress("epoch 2/4", 30, 120, "images");
    recorder.end(RunStatus.State.FAILED, "the disk is full");
    assertEquals("epoch 2/4 (25 %)", status().progress().text());
    assertEquals("the disk is full", status().error());
  }

  @Test
  void beginAgain_countsOnAndForgetsTheError() throws IOException {
    new RunDirectory(folder).write(RunStatus.untouched().at(RunStatus.Progress.NONE, 100));
    recorder().end(RunStatus.State.FAILED, "why");
    Recorder again = recorder();
    assertTrue(again.seconds() >= 100);
    assertEquals("", status().error());
  }

  @Test
  void notes_areForWatchers_tracesAreNot() throws IOException {
    Recorder recorder = recorder();
    recorder.note("epoch 1/2: loss 1.0");
    recorder.trace(new IllegalStateException("odd"));
    List<String> lines = Files.readAllLines(folder.resolve("log.txt"));
    assertEquals(
        List.of("epoch 1/2: loss 1.0"),
        lines.stream().flatMap(l -> LogLine.noteOf(l).stream()).toList());
    assertTrue(lines.stream().anyMatch(line -> line.startsWith("\tat ")), lines.toString());
  }

  @Test
  void provenance_hasAnEntryForEachStart() throws IOException {
    recorder().fact(Start.THREADS, "2");
    Recorder second = recorder();
    second.fact(Start.THREADS, "1");
    second.fact("dataset", "CIFAR-10");
    List<Start> starts = new RunDirectory(folder).provenance();
    assertEquals(2, starts.size());
    assertEquals("2", starts.get(0).fact(Start.THREADS).orElseThrow());
    assertEquals("CIFAR-10", starts.get(1).fact("dataset").orElseThrow());
    assertEquals(List.of("threads: 2, then 1"), Start.changes(starts));
  }

  @Test
  void changes_sameMachineAgain_areNone() {
    Start start = new Start(Instant.EPOCH, "here", Map.of(Start.THREADS, "1", "processor", "A"));
    assertEquals(List.of(), Start.changes(List.of(start, start, start)));
    Start other = start.with("processor", "B").with(Start.REVISION, "abc");
    assertEquals(
        List.of("processor: A, then B, then A"), Start.changes(List.of(start, other, start)));
  }
}
