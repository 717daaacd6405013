package org.skiptrim.watch;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import org.skiptrim.storage.Json;

/**
 * Where a run folder's page was served last, so that its address holds after a restart. It is kept
 * in a file that only its owner can read.
 *
 * @param token 128 bits that nobody can guess, as hexadecimal digits
 * @param port 0 if it was never served
 */
record WatchAddress(String token, int port) {
  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rw-------");
  private static final int TOKEN_BYTES = 16;

  private static Path file(Path runs) {
    return runs.resolve(".watch-token");
  }

  /** The one that is kept in a run folder; a new one where others could have read it. */
  static WatchAddress in(Path runs) throws IOException {
    Path file = file(runs);
    if (Files.isRegularFile(file) && isPrivate(file)) {
      WatchAddress kept = Json.read(file, WatchAddress.class);
      if (kept.token.matches("[0-9a-f]{" + 2 * TOKEN_BYTES + "}")) {
        return kept;
      }
    }
    byte[] token = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(token);
    return new WatchAddress(HexFormat.of().formatHex(token), 0);
  }

  private static boolean isPrivate(Path file) throws IOException {
    return !isPosix() || Files.getPosixFilePermissions(file).equals(PRIVATE);
  }

  private static boolean isPosix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }

  /** Keeps it, at a port. */
  void keep(Path runs, int servedAt) throws IOException {
    FileAttribute<?>[] attributes =
        isPosix()
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PRIVATE)}
            : new FileAttribute<?>[0];
    if (!Files.isDirectory(runs)) {
      Files.createDirectories(runs);
    }
    Path draft = Files.createTempFile(runs, ".watch-token", ".tmp", attributes);
    Files.writeString(draft, Json.pretty(new WatchAddress(token, servedAt)) + "\n");
    Files.move(
        draft, file(runs), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
