package org.skiptrim.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Images whose class is the name of the folder that they are in. */
public final class LabelledFolder {
  private LabelledFolder() {}

  /** An image and its class's place. */
  public record Image(Path file, int label) {}

  /**
   * The images of a folder that has a folder for each class.
   *
   * @param classes by label; where they are not known (none), the folders' names in their order, as
   *     a network has them that has learned from such folders
   * @throws IOException in one line that names what is wrong
   */
  public static List<Image> images(Path folder, List<String> classes) throws IOException {
    Map<String, List<Path>> byClass = FolderScan.byClass(folder);
    List<String> names = classes.isEmpty() ? List.copyOf(byClass.keySet()) : classes;
    List<Image> images = new ArrayList<>();
    for (Map.Entry<String, List<Path>> one : byClass.entrySet()) {
      int label = names.indexOf(one.getKey());
      if (label < 0) {
        throw new IOException(
            "%s is no class; there are %s"
                .formatted(folder.resolve(one.getKey()), String.join(", ", names)));
      }
      one.getValue().forEach(file -> images.add(new Image(file, label)));
    }
    return images;
  }
}
