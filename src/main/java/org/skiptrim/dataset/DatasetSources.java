package org.skiptrim.dataset;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The data sets on the class path. */
final class DatasetSources {
  /** In the order of their names. */
  static final List<DatasetSource> ALL =
      ServiceLoader.load(DatasetSource.class, DatasetSource.class.getClassLoader()).stream()
          .map(ServiceLoader.Provider::get)
          .sorted(Comparator.comparing(DatasetSource::name))
          .toList();

  private DatasetSources() {}

  static DatasetSource named(String name) {
    return ALL.stream()
        .filter(source -> source.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no data set is called '%s'; use %s".formatted(name, names())));
  }

  private static String names() {
    return ALL.stream().map(DatasetSource::name).collect(Collectors.joining(" or "));
  }
}
