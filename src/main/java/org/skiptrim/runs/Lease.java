package org.skiptrim.runs;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.skiptrim.storage.AtomicFiles;
import org.skiptrim.storage.Json;

/**
 * The right to work in a directory, held by one process of all that see it, also on other machines.
 * It is a file that its holder renews: who has died on this machine is known at once, one on
 * another machine is believed dead when its lease was not renewed for a while, as seen by the one
 * who waits (clocks of two machines need not agree).
 *
 * <p>Files are made with a link and taken away with a rename, which network file systems do at once
 * or not at all. Two that find the same dead holder agree by a marker, named after the dead lease,
 * that only one of them can make.
 */
public final class Lease implements AutoCloseable {
  private static final String FILE = "lease.json";

  /** What a lease says: who has it, and how often it was renewed. */
  record Held(ProcessName holder, String token, long renewals, Instant renewed) {}

  /**
   * How often a lease is renewed and when it is believed dead.
   *
   * @param patience many times the interval: a network file system may show a renewal late
   */
  record Timing(Duration interval, Duration patience) {
    static final Timing USUAL = new Timing(Duration.ofSeconds(5), Duration.ofSeconds(60));
  }

  private final Path directory;
  private final Timing timing;
  private final Thread holder = Thread.currentThread();
  private final Thread renewing;
  private volatile Held held;
  private volatile boolean closed;
  private volatile boolean lost;

  private Lease(Path directory, Timing timing, Held held) {
    this.directory = directory;
    this.timing = timing;
    this.held = held;
    this.renewing = new Thread(this::renewUntilClosed, "lease");
    renewing.setDaemon(true);
    renewing.start();
  }

  /** The same with the usual timing, for those who have nobody to tell that they wait. */
  public static Lease acquire(Path directory) throws IOException, InterruptedException {
    return acquire(directory, Timing.USUAL, notice -> {});
  }

  /**
   * Waits until no other living process has the directory, which is made if need be.
   *
   * @param notice is told in a line if it has to wait
   * @throws InterruptedException if this thread was interrupted while waiting
   */
  static Lease acquire(Path directory, Timing timing, Consumer<String> notice)
      throws IOException, InterruptedException {
    Files.createDirectories(directory);
    Observation observed = new Observation(timing);
    boolean told = false;
    while (true) {
      Optional<Held> other = read(directory);
      if (other.isEmpty()) {
        Optional<Lease> lease = take(directory, timing);
        if (lease.isPresent()) {
          return lease.get();
        }
      } else if (observed.isDead(other.get())) {
        clear(directory, other.get(), timing);
      } else {
        if (!told) {
          notice.accept(
              "another process is working on it (%s); waiting for it to end"
                  .formatted(other.get().holder()));
        }
        told = true;
        Thread.sleep(Math.min(200, timing.interval().toMillis()));
      }
    }
  }

  /** Who has the directory, as far as can be seen at once. */
  static Optional<Held> holder(Path directory) throws IOException {
    return read(directory)
        .filter(
            other ->
                other.holder().isHere()
                    ? other.holder().isAlive()
                    : age(other).compareTo(Timing.USUAL.patience()) < 0);
  }

  /** Time since the last renewal by the two machines' clocks. */
  static Duration age(Held held) {
    return Duration.between(held.renewed(), Instant.now());
  }

  private static Optional<Lease> take(Path directory, Timing timing) throws IOException {
    String token = UUID.randomUUID().toString();
    Held own = new Held(ProcessName.current(), token, 0, Instant.now());
    Path draft = directory.resolve(".lease-draft-" + token);
    Json.write(draft, own);
    try {
      Files.createLink(directory.resolve(FILE), draft);
      return Optional.of(new Lease(directory, timing, own));
    } catch (FileAlreadyExistsException e) {
      return Optional.empty();
    } catch (UnsupportedOperationException e) {
      return takeWithoutLinks(directory, timing, own);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** On file systems that have no links a reader may see a lease that is not written yet. */
  private static Optional<Lease> takeWithoutLinks(Path directory, Timing timing, Held own)
      throws IOException {
    try {
      Files.writeString(directory.resolve(FILE), Json.pretty(own), StandardOpenOption.CREATE_NEW);
      return Optional.of(new Lease(directory, timing, own));
    } catch (FileAlreadyExistsException e) {
      return Optional.empty();
    }
  }

  private static Optional<Held> read(Path directory) throws IOException {
    try {
      return Optional.of(Json.read(directory.resolve(FILE), Held.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Takes a dead holder's lease away, if nobody else does just now. */
  private static void clear(Path directory, Held dead, Timing timing)
      throws IOException, InterruptedException {
    Path marker = directory.resolve(".lease-taken-" + dead.token());
    try {
      Files.createFile(marker);
    } catch (FileAlreadyExistsException e) {
      leaveTo(marker, timing);
      return;
    }
    try {
      // While the marker is here nobody else takes this lease away, so what is read is moved.
      if (read(directory).filter(dead::equals).isPresent()) {
        Files.move(directory.resolve(FILE), marker, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (NoSuchFileException e) {
      // Its holder lived after all, and has just given it back.
    } finally {
      Files.deleteIfExists(marker);
    }
  }

  /** Another one clears the lease: it takes a moment, unless that one died at it, too. */
  private static void leaveTo(Path marker, Timing timing) throws IOException, InterruptedException {
    Thread.sleep(20);
    try {
      Instant made = Files.getLastModifiedTime(marker).toInstant();
      if (made.plus(timing.patience()).isBefore(Instant.now())) {
        Files.deleteIfExists(marker);
      }
    } catch (NoSuchFileException e) {
      // It is done.
    }
  }

  /** What one that waits has seen of another's lease, by its own clock. */
  private static final class Observation {
    private final Timing timing;
    private Held last;
    private long since;

    Observation(Timing timing) {
      this.timing = timing;
    }

    boolean isDead(Held now) {
      if (now.holder().isHere()) {
        return !now.holder().isAlive();
      }
      if (!now.equals(last)) {
        last = now;
        since = System.nanoTime();
      }
      return System.nanoTime() - since > timing.patience().toNanos();
    }
  }

  private void renewUntilClosed() {
    while (!closed && !lost) {
      try {
        Thread.sleep(timing.interval().toMillis());
        renew();
      } catch (InterruptedException e) {
        return; // closed
      } catch (IOException e) {
        // The disk may be full or away for a moment: the next renewal may go through.
      }
    }
  }

  private synchronized void renew() throws IOException {
    if (closed) {
      return;
    }
    if (read(directory).filter(now -> now.token().equals(held.token())).isEmpty()) {
      lost = true;
      holder.interrupt();
      return;
    }
    held = new Held(held.holder(), held.token(), held.renewals() + 1, Instant.now());
    AtomicFiles.write(directory.resolve(FILE), Json.pretty(held) + "\n");
  }

  /** Whether another process took the directory since this one seemed dead. */
  boolean isLost() {
    return lost;
  }

  /** Gives the directory back. */
  @Override
  public synchronized void close() throws IOException {
    closed = true;
    renewing.interrupt();
    if (!lost && read(directory).filter(now -> now.token().equals(held.token())).isPresent()) {
      Files.deleteIfExists(directory.resolve(FILE));
    }
  }
}
