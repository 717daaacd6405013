package org.skiptrim.experiment;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The directory of one step: {@code step.json} (all that went in), {@code status.json}, {@code
 * provenance.json}, {@code log.txt}, and at the end {@code result.json} with the files of the
 * result.
 */
record RunDirectory(Path path) {
  private static final String STATUS = "status.json";
  private static final String RESULT = "result.json";
  private static final String PROVENANCE = "provenance.json";

  Path file(String name) {
    return path.resolve(name);
  }

  Path log() {
    return file("log.txt");
  }

  RunStatus status() throws IOException {
    Path file = file(STATUS);
    return Files.exists(file) ? Json.read(file, RunStatus.class) : RunStatus.untouched();
  }

  /** The status as it is for others to see: one that was killed while running is not running. */
  RunStatus observedStatus() throws IOException {
    RunStatus status = status();
    if (status.state() != RunStatus.State.RUNNING || isHeld()) {
      return status;
    }
    return new RunStatus(
        RunStatus.State.PENDING,
        status.progress(),
        status.error(),
        status.started(),
        status.finished(),
        status.seconds(),
        status.pid());
  }

  void write(RunStatus status) throws IOException {
    Json.write(file(STATUS), status);
  }

  void writeResult(Figures result) throws IOException {
    Json.write(file(RESULT), result);
  }

  <R extends Figures> R result(Step<R> step) throws IOException {
    return Json.read(file(RESULT), step.figuresType());
  }

  void writeProvenance(Map<String, String> facts) throws IOException {
    Json.write(file(PROVENANCE), facts);
  }

  Map<String, String> provenance() throws IOException {
    return Json.readTexts(file(PROVENANCE));
  }

  boolean isDone() throws IOException {
    return status().state() == RunStatus.State.DONE;
  }

  /**
   * Waits until no other process has the directory, which is made if need be. The operating system
   * gives a killed process's lock free. Closing the channel gives it free, too.
   */
  FileChannel hold(Consumer<String> notice) throws IOException {
    Files.createDirectories(path);
    FileChannel channel = lockFile();
    if (!tryLock(channel)) {
      notice.accept("another process is at it; waiting for it to end (" + path + ")");
      channel.lock();
    }
    return channel;
  }

  private boolean isHeld() throws IOException {
    try (FileChannel channel = lockFile()) {
      return !tryLock(channel);
    }
  }

  private FileChannel lockFile() throws IOException {
    return FileChannel.open(file(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /** The lock is held until the channel is closed. */
  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // this very process has it
    }
  }
}
