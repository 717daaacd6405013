package org.skiptrim.storage;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * Writes files whole or not at all: a reader sees the old content or the new one, even if the
 * writer is killed or the machine loses power. Missing parent folders are made.
 *
 * <p>The content goes to a hidden file beside the target, is forced to the disk and then moved into
 * place; after a failure the hidden file is removed and the target is as it was. A thread that was
 * interrupted writes like any other.
 */
public final class AtomicFiles {
  private AtomicFiles() {}

  /** Produces a file's content. */
  @FunctionalInterface
  public interface Writer {
    /** Writes all of the content; {@code out} is buffered and is closed by the caller. */
    void writeTo(OutputStream out) throws IOException;
  }

  /** Replaces {@code file} by {@code content}. */
  public static void write(Path file, byte[] content) throws IOException {
    write(file, out -> out.write(content));
  }

  /** Replaces {@code file} by {@code content}, encoded in UTF-8. */
  public static void write(Path file, String content) throws IOException {
    write(file, content.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Replaces {@code file} by what {@code writer} writes.
   *
   * @throws IOException if the writer or the disk fails; a full disk is named as such
   */
  public static void write(Path file, Writer writer) throws IOException {
    Path target = file.toAbsolutePath();
    makeFolderOf(target);
    // Not Files.createTempFile: that would keep the finished file from everyone but its owner.
    Path temporary =
        target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      writeDurably(temporary, writer);
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw DiskFull.explain(file, e);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Adds {@code text} to the end of a log, encoded in UTF-8; the file is made if need be. */
  public static void append(Path file, String text) throws IOException {
    append(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds to the end of a file that others may be reading; it is made if need be. */
  public static void append(Path file, byte[] content) throws IOException {
    try (FileOutputStream out = new FileOutputStream(file.toFile(), true)) {
      out.write(content);
    } catch (IOException e) {
      throw DiskFull.explain(file, e);
    }
  }

  /**
   * Removes what writers left in a folder that were killed half-way. Nobody may be writing there.
   */
  public static void removeLeftovers(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, ".*.tmp")) {
      for (Path leftover : leftovers) {
        Files.deleteIfExists(leftover);
      }
    }
  }

  private static void writeDurably(Path file, Writer writer) throws IOException {
    // Not a channel, which an interrupted thread finds closed: what Ctrl-C ends is still stored.
    try (FileOutputStream plain = new FileOutputStream(file.toFile());
        OutputStream out = new BufferedOutputStream(plain)) {
      writer.writeTo(out);
      out.flush();
      plain.getFD().sync();
    }
  }

  private static void makeFolderOf(Path file) throws IOException {
    Path folder = file.getParent();
    // Java 17's createDirectories fails on a link to a folder, which a cache may well be.
    if (folder != null && !Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
  }
}
