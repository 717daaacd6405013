package org.skiptrim.rtl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.skiptrim.hardware.Unit;
import org.skiptrim.storage.AtomicFiles;
import org.skiptrim.storage.Checksum;

/** The hardware library's files, which are on the class path under {@code rtl/}. */
public final class LibrarySources {
  private final Map<String, String> textByModule = new LinkedHashMap<>();

  /** Reads some modules and all that they are made of. */
  LibrarySources(Collection<String> modules) throws IOException {
    for (String module : modules) {
      Map<String, String> closure = ModuleClosure.of(module, LibrarySources::read);
      if (closure.isEmpty()) {
        throw new IOException("the hardware library has no module '" + module + "'");
      }
      closure.forEach(textByModule::putIfAbsent);
    }
  }

  private static Optional<String> read(String module) {
    try (InputStream in = LibrarySources.class.getResourceAsStream("/rtl/" + module + ".sv")) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A checksum over the code of all modules that a design can be made of, not their comments. */
  public static String digest() throws IOException {
    Collection<String> kinds =
        Arrays.stream(Unit.class.getPermittedSubclasses())
            .map(kind -> Unit.moduleOf(kind.asSubclass(Unit.class)))
            .toList();
    StringBuilder all = new StringBuilder();
    new TreeMap<>(new LibrarySources(kinds).textByModule)
        .values()
        .forEach(text -> all.append(SourceCode.of(text)).append('\n'));
    return Checksum.sha256(all.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The names of all modules read. */
  Collection<String> modules() {
    return textByModule.keySet();
  }

  /** Copies the files into a directory. */
  void copyTo(Path directory) throws IOException {
    for (Map.Entry<String, String> source : textByModule.entrySet()) {
      AtomicFiles.write(directory.resolve(source.getKey() + ".sv"), source.getValue());
    }
  }
}
