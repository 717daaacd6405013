package org.skiptrim.spec;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which specs are meant by files and folders that somebody names. */
public final class SpecFiles {
  private SpecFiles() {}

  /**
   * The files themselves, and those in the folders, by name with numbers in their order.
   *
   * @throws SpecException if none is named, if a folder has none, or if two are called alike: a
   *     spec's name is that of its results
   */
  public static List<Path> in(List<Path> named) throws SpecException, IOException {
    if (named.isEmpty()) {
      throw new SpecException("no experiment is named; name a YAML file, or a folder of them");
    }
    List<Path> files = new ArrayList<>();
    for (Path path : named) {
      files.addAll(Files.isDirectory(path) ? inFolder(path) : List.of(path));
    }
    Set<String> names = new TreeSet<>();
    for (Path file : files) {
      if (!names.add(file.getFileName().toString())) {
        throw new SpecException(
            "two experiments are called " + file.getFileName() + "; name one of them alone");
      }
    }
    return List.copyOf(files);
  }

  private static List<Path> inFolder(Path folder) throws SpecException, IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> specs = Files.newDirectoryStream(folder, "*.{yaml,yml}")) {
      specs.forEach(files::add);
    }
    if (files.isEmpty()) {
      throw new SpecException(
          folder + " has no experiments; name a YAML file, or a folder of them");
    }
    files.sort(Comparator.comparing(SpecFiles::sortKey));
    return files;
  }

  /** So that table-10 comes after table-9. */
  private static String sortKey(Path file) {
    StringBuilder key = new StringBuilder();
    String name = file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
    for (String part : name.split("(?<=\\D)(?=\\d)|(?<=\\d)(?=\\D)")) {
      key.append(part.matches("\\d{1,9}") ? "%09d".formatted(Long.parseLong(part)) : part);
    }
    return key.toString();
  }
}
