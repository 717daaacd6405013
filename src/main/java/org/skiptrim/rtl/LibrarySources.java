package org.skiptrim.rtl;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.skiptrim.storage.AtomicFiles;

/** The hardware library's files, which are on the class path under {@code rtl/}. */
final class LibrarySources {
  /** {@code counter #(} at the start of a line: an instance of another module. */
  private static final Pattern INSTANCE = Pattern.compile("(?m)^\\s*(\\w+)\\s*#\\(");

  private final Map<String, String> textByModule = new LinkedHashMap<>();

  /** Reads some modules and all that they are made of. */
  LibrarySources(Collection<String> modules) throws IOException {
    for (String module : modules) {
      if (!add(module)) {
        throw new IOException("the hardware library has no module '" + module + "'");
      }
    }
  }

  /** Parts first; answers whether there is such a module. */
  private boolean add(String module) throws IOException {
    if (textByModule.containsKey(module)) {
      return true;
    }
    String text = read(module);
    if (text == null) {
      return false;
    }
    Matcher instances = INSTANCE.matcher(text);
    while (instances.find()) {
      if (!instances.group(1).equals("module")) {
        add(instances.group(1));
      }
    }
    textByModule.put(module, text);
    return true;
  }

  private static String read(String module) throws IOException {
    try (InputStream in = LibrarySources.class.getResourceAsStream("/rtl/" + module + ".sv")) {
      return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
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
