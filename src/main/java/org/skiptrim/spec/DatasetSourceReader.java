package org.skiptrim.spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.skiptrim.dataset.Augmentation;
import org.skiptrim.dataset.DatasetSource;
import org.skiptrim.dataset.ImageFolder;
import org.skiptrim.dataset.ImageOptions;
import org.skiptrim.storage.Words;

/** Reads which data set it is: one that has a name, or a folder of images. */
final class DatasetSourceReader {
  private static final String NAME = "name";
  private static final String FOLDER = "folder";
  private static final List<String> OF_FOLDERS =
      List.of("size", "colour", "resize", "test_share", "split_seed", "mirror", "shift");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,4})x(\\d{1,4})");
  private static final int SMALLEST = 8;
  private static final int LARGEST = 1024;

  private DatasetSourceReader() {}

  /**
   * Reads the section.
   *
   * @param base where relative paths start
   */
  static DatasetSource read(Setting section, Path base) throws SpecException {
    Setting folder = section.get(FOLDER);
    if (folder.is("none")) {
      for (String key : OF_FOLDERS) {
        if (!section.get(key).isDefault()) {
          throw section.get(key).wrong("only a dataset.folder has one; leave it out");
        }
      }
      return section.get(NAME).parsed(DatasetSource::named);
    }
    if (!section.get(NAME).isDefault()) {
      throw section.get(NAME).wrong("a dataset.folder has none; leave one of them out");
    }
    ImageOptions options = options(section);
    try {
      return ImageFolder.of(base.resolve(folder.text()).normalize(), options);
    } catch (IOException e) {
      throw folder.at(folder.path() + ": " + e.getMessage());
    }
  }

  private static ImageOptions options(Setting section) throws SpecException {
    Setting size = section.get("size");
    Matcher matcher = SIZE.matcher(size.text());
    if (!matcher.matches()) {
      throw size.wrong("write width and height in pixels, like 32x32");
    }
    return new ImageOptions(
        section.get("colour").choice(Map.of("rgb", 3, "gray", 1)),
        pixels(size, matcher.group(2)),
        pixels(size, matcher.group(1)),
        section.get("resize").choice(Words.in(ImageOptions.Resize.class)),
        section.get("test_share").number(0.01, 0.99),
        section.get("split_seed").integer(0, Integer.MAX_VALUE),
        new Augmentation(
            section.get("shift").integer(0, SMALLEST),
            section.get("mirror").choice(Map.of("left-right", true, "none", false))));
  }

  private static int pixels(Setting size, String digits) throws SpecException {
    int pixels = Integer.parseInt(digits);
    if (pixels < SMALLEST || pixels > LARGEST) {
      throw size.wrong("each must be %d to %d pixels".formatted(SMALLEST, LARGEST));
    }
    return pixels;
  }
}
