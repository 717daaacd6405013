package org.skiptrim.dataset;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.skiptrim.storage.ProgressListener;

/**
 * Keeps a folder to one thread of one process. If a process is killed, the operating system gives
 * its lock free.
 */
final class FolderLock {
  private FolderLock() {}

  /** What is done while the folder is nobody else's. */
  @FunctionalInterface
  interface Work {
    void run() throws IOException;
  }

  /**
   * Waits until nobody else has the folder, which is made if need be, then does {@code work}. A
   * file lock holds off other processes only; within this one, threads take turns by {@code
   * synchronized}.
   */
  static synchronized void holding(Path folder, ProgressListener listener, Work work)
      throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
    Path file = folder.resolve(".lock");
    // Closing the channel gives its lock free.
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      if (channel.tryLock() == null) {
        listener.note("waiting for another process that is busy in " + folder);
        channel.lock();
      }
      work.run();
    }
  }
}
