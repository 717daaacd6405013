package org.skiptrim.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Keeps a folder to one thread of one process. If a process is killed, the operating system gives
 * its lock free.
 */
public final class FolderLock {
  /** A file lock holds off other processes only; within this one, threads take turns by these. */
  private static final Map<Path, Object> TURNS = new ConcurrentHashMap<>();

  private FolderLock() {}

  /**
   * What is done while the folder is nobody else's.
   *
   * @param <E> what it throws beside {@link IOException}
   */
  @FunctionalInterface
  public interface Work<E extends Exception> {
    /** Does it. */
    void run() throws IOException, E;
  }

  /**
   * Waits until nobody else has the folder, which is made if need be, then does {@code work}.
   *
   * @param notice is told in a line when another process has it
   */
  public static <E extends Exception> void holding(
      Path folder, Consumer<String> notice, Work<E> work) throws IOException, E {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
    Path file = folder.resolve(".lock");
    synchronized (TURNS.computeIfAbsent(folder.toRealPath(), path -> new Object())) {
      // Closing the channel gives its lock free.
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        if (channel.tryLock() == null) {
          notice.accept("waiting for another process that is busy in " + folder);
          channel.lock();
        }
        work.run();
      }
    }
  }
}
