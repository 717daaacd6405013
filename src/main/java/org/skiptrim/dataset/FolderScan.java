package org.skiptrim.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.skiptrim.storage.Checksum;

/** Finds the images of a folder, by class, and decides which are for testing. */
final class FolderScan {
  /** Labels are bytes. */
  private static final int MOST_CLASSES = 256;

  private final Path folder;
  private final ImageOptions options;

  FolderScan(Path folder, ImageOptions options) {
    this.folder = folder;
    this.options = options;
  }

  /**
   * An image with its label.
   *
   * @param name below the folder, with slashes
   */
  record Image(Path file, String name, int label) {}

  /** What is in a folder, training and test images each in an order of their own. */
  record Found(List<String> classes, List<Image> train, List<Image> test) {}

  /**
   * Looks at names only.
   *
   * @throws IOException in one line that names what is wrong
   */
  Found find() throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException(folder + " is no folder; give one with a folder of images a class");
    }
    Path train = folder.resolve("train");
    Path test = folder.resolve("test");
    return Files.isDirectory(train) && Files.isDirectory(test) ? halves(train, test) : parts();
  }

  private Found halves(Path train, Path test) throws IOException {
    Map<String, List<Path>> learned = byClass(train);
    Map<String, List<Path>> tested = byClass(test);
    checkAllIn(tested, learned, train);
    checkAllIn(learned, tested, test);
    List<String> classes = List.copyOf(learned.keySet());
    return new Found(classes, images(learned, classes), images(tested, classes));
  }

  private static void checkAllIn(
      Map<String, List<Path>> classes, Map<String, List<Path>> others, Path folder)
      throws IOException {
    for (Map.Entry<String, List<Path>> one : classes.entrySet()) {
      if (!others.containsKey(one.getKey())) {
        throw new IOException(
            "%s is a class that %s lacks; add it there, or take it out"
                .formatted(one.getValue().get(0).getParent(), folder));
      }
    }
  }

  private Found parts() throws IOException {
    Map<String, List<Path>> all = byClass(folder);
    List<String> classes = List.copyOf(all.keySet());
    List<Image> train = new ArrayList<>();
    List<Image> test = new ArrayList<>();
    for (Map.Entry<String, List<Path>> one : all.entrySet()) {
      List<Image> images = images(Map.of(one.getKey(), one.getValue()), classes);
      if (images.size() < 2) {
        throw new IOException(
            folder.resolve(one.getKey()) + " has one image; a class needs one to test with, too");
      }
      int share = (int) Math.round(images.size() * options.testShare());
      int tested = Math.max(1, Math.min(images.size() - 1, share));
      test.addAll(images.subList(0, tested));
      train.addAll(images.subList(tested, images.size()));
    }
    train.sort(order());
    test.sort(order());
    return new Found(classes, train, test);
  }

  private List<Image> images(Map<String, List<Path>> byClass, List<String> classes) {
    List<Image> images = new ArrayList<>();
    byClass.forEach(
        (name, files) ->
            files.forEach(file -> images.add(new Image(file, name(file), classes.indexOf(name)))));
    images.sort(order());
    return images;
  }

  private String name(Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  /** By chance, but by each image's name alone: another image more changes little. */
  private Comparator<Image> order() {
    return Comparator.comparing(
        image ->
            Checksum.sha256(
                (options.seed() + " " + image.name()).getBytes(StandardCharsets.UTF_8)));
  }

  /** The images of each class's folder, both in the order of names. */
  static Map<String, List<Path>> byClass(Path folder) throws IOException {
    Map<String, List<Path>> byClass = new TreeMap<>();
    for (Path one : visible(folder)) {
      if (!Files.isDirectory(one)) {
        throw new IOException(
            one + " lies beside the classes' folders; put it into one, or take it out");
      }
      byClass.put(one.getFileName().toString(), images(one));
    }
    if (byClass.size() < 2 || byClass.size() > MOST_CLASSES) {
      throw new IOException(
          "%s has %d folders; it must have one for each of 2 to %d classes"
              .formatted(folder, byClass.size(), MOST_CLASSES));
    }
    return byClass;
  }

  private static List<Path> images(Path classFolder) throws IOException {
    List<Path> images = visible(classFolder);
    if (images.isEmpty()) {
      throw new IOException(classFolder + " has no images; add some, or delete it");
    }
    for (Path image : images) {
      if (!Files.isRegularFile(image) || !ImageFile.isNamedSo(image)) {
        throw new IOException(image + " is no .png, .jpg or .jpeg file; take it out");
      }
    }
    return images;
  }

  /** What file managers leave in folders is hidden. */
  private static List<Path> visible(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .sorted(Comparator.comparing(file -> file.getFileName().toString()))
          .toList();
    }
  }
}
