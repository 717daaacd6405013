package org.skiptrim.process;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.skiptrim.storage.TemporaryFiles;

/** Ends processes together with all that they have started, such as the ABC that Yosys starts. */
final class ProcessTree {
  /** Time to clean up after a polite request; a package manager needs it to stay consistent. */
  private static final long GRACE_MILLIS = 2000;

  private static final Set<Process> LIVE = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(ProcessTree::endAll, "end of tools"));
  }

  private ProcessTree() {}

  /** Starts a process that ends with this program, by Ctrl-C too. */
  static Process start(ProcessBuilder builder) throws IOException {
    builder.environment().putIfAbsent("TMPDIR", TemporaryFiles.place().toString());
    // The lock keeps this program from ending between the process's start and its entry here.
    synchronized (LIVE) {
      Process process = builder.start();
      LIVE.add(process);
      var unused = process.onExit().thenRun(() -> LIVE.remove(process));
      return process;
    }
  }

  private static void endAll() {
    synchronized (LIVE) {
      LIVE.forEach(ProcessTree::end);
    }
  }

  /** Ends {@code process} and its descendants, first politely; harmless on the dead. */
  static void end(Process process) {
    // Collected first: descendants of a dead process are nobody's.
    List<ProcessHandle> tree =
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    tree.forEach(ProcessHandle::destroy);
    try {
      process.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    tree.forEach(ProcessHandle::destroyForcibly);
  }
}
