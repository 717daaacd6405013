package org.skiptrim.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a shared library of Linux says of those that it needs, in the dynamic section of its ELF
 * file.
 *
 * @param needed their names, such as {@code libcudnn.so.9} (DT_NEEDED)
 * @param runPath folders in which they are looked for (DT_RUNPATH, and DT_RPATH of older ones)
 */
record ElfLibrary(List<String> needed, List<Path> runPath) {
  private static final int MAGIC = 0x464c457f;
  private static final int BITS_64_LITTLE_ENDIAN = 0x0102;

  private static final int PT_LOAD = 1;
  private static final int PT_DYNAMIC = 2;

  private static final int DT_NULL = 0;
  private static final int DT_NEEDED = 1;
  private static final int DT_STRTAB = 5;
  private static final int DT_RPATH = 15;
  private static final int DT_RUNPATH = 29;

  ElfLibrary {
    needed = List.copyOf(needed);
    runPath = List.copyOf(runPath);
  }

  /** Reads a file; empty if it is no such library of 64 bits: the linker passes over it, too. */
  static Optional<ElfLibrary> read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long size = Math.min(channel.size(), Integer.MAX_VALUE);
      ByteBuffer elf = channel.map(MapMode.READ_ONLY, 0, size).order(ByteOrder.LITTLE_ENDIAN);
      return elf.getInt(0) == MAGIC && elf.getShort(4) == BITS_64_LITTLE_ENDIAN
          ? Optional.of(read(elf, file))
          : Optional.empty();
    } catch (IndexOutOfBoundsException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private static ElfLibrary read(ByteBuffer elf, Path file) {
    List<Entry> entries = entries(elf);
    long names =
        entries.stream().filter(e -> e.tag == DT_STRTAB).findFirst().map(Entry::value).orElse(-1L);
    int strings = Math.toIntExact(offset(elf, names));
    List<String> needed = new ArrayList<>();
    List<Path> runPath = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.tag == DT_NEEDED) {
        needed.add(text(elf, strings + Math.toIntExact(entry.value)));
      } else if (entry.tag == DT_RUNPATH || entry.tag == DT_RPATH) {
        folders(text(elf, strings + Math.toIntExact(entry.value)), file).forEach(runPath::add);
      }
    }
    return new ElfLibrary(needed, runPath);
  }

  private record Entry(long tag, long value) {}

  private static List<Entry> entries(ByteBuffer elf) {
    List<Entry> entries = new ArrayList<>();
    for (int header : programHeaders(elf)) {
      int at = Math.toIntExact(elf.getLong(header + 8));
      boolean isDynamic = elf.getInt(header) == PT_DYNAMIC;
      for (; isDynamic && elf.getLong(at) != DT_NULL; at += 16) {
        entries.add(new Entry(elf.getLong(at), elf.getLong(at + 8)));
      }
    }
    return entries;
  }

  /** Where in the file that is which is at an address once it is loaded. */
  private static long offset(ByteBuffer elf, long address) {
    for (int header : programHeaders(elf)) {
      long begin = elf.getLong(header + 16);
      boolean isIn = address >= begin && address < begin + elf.getLong(header + 32);
      if (elf.getInt(header) == PT_LOAD && isIn) {
        return elf.getLong(header + 8) + address - begin;
      }
    }
    throw new IndexOutOfBoundsException("no segment has address " + address);
  }

  private static List<Integer> programHeaders(ByteBuffer elf) {
    int first = Math.toIntExact(elf.getLong(32));
    int size = elf.getShort(54);
    return Stream.iterate(first, at -> at + size).limit(elf.getShort(56)).toList();
  }

  private static String text(ByteBuffer elf, int begin) {
    int end = begin;
    while (elf.get(end) != 0) {
      end++;
    }
    byte[] text = new byte[end - begin];
    elf.get(begin, text);
    return new String(text, StandardCharsets.UTF_8);
  }

  private static Stream<Path> folders(String runPath, Path file) {
    String origin = String.valueOf(file.toAbsolutePath().getParent());
    return Stream.of(runPath.split(":", -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> folder.replace("${ORIGIN}", origin).replace("$ORIGIN", origin))
        .map(folder -> Path.of(folder).normalize());
  }
}
