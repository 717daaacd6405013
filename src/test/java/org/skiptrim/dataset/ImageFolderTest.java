package org.skiptrim.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.dataset.ImageOptions.Resize;
import org.skiptrim.storage.ProgressListener;

class ImageFolderTest {
  @TempDir private Path path;
  private Path pets;

  @Test
  void load_byShare_takesSomeOfEachClass() throws IOException {
    makePets();
    Dataset dataset = load(options(3, Resize.CROP, 1));
    assertEquals(List.of("cat", "dog"), dataset.classes());
    assertEquals("pets", dataset.name());
    assertEquals(16, dataset.train().size());
    assertEquals(4, dataset.test().size());
    for (Split split : List.of(dataset.train(), dataset.test())) {
      for (int i = 0; i < split.size(); i++) {
        int red = split.image(i)[0] & 255;
        assertEquals(split.label(i) == 0 ? 200 : 40, red, 3, "JPEG is not exact");
      }
    }
  }

  @Test
  void of_otherSeed_choosesOthersButStaysByName() throws IOException {
    makePets();
    assertEquals(testNames(1), testNames(1));
    assertNotEquals(testNames(1), testNames(2));
    Set<String> before = testNames(1);
    write("cat/another.png", solid(8, 8, Color.RED));
    before.removeAll(testNames(1));
    assertTrue(before.size() <= 1, "one image more moves at most one");
  }

  @Test
  void load_trainAndTestFolders_areTakenAsTheyAre() throws IOException {
    pets = path.resolve("pets");
    for (String one :
        List.of(
            "train/cat/a.png",
            "train/dog/b.png",
            "train/dog/c.png",
            "test/dog/d.png",
            "test/cat/d.png")) {
      write(one, solid(8, 8, Color.RED));
    }
    Dataset dataset = load(options(3, Resize.NONE, 1));
    assertEquals(3, dataset.train().size());
    assertEquals(2, dataset.test().size());
    write("test/bird/e.png", solid(8, 8, Color.RED));
    assertTrue(failure().contains("bird is a class that " + pets.resolve("train")), failure());
  }

  @Test
  void name_sameImagesElsewhere_isTheSame() throws IOException {
    makePets();
    String name = folder(options(3, Resize.CROP, 1)).name();
    Files.createDirectories(path.resolve("moved"));
    pets = Files.move(pets, path.resolve("moved").resolve("pets"));
    assertEquals(name, folder(options(3, Resize.CROP, 1)).name());
    assertNotEquals(name, folder(options(3, Resize.STRETCH, 1)).name());
    write("cat/1.png", solid(9, 9, Color.BLUE));
    assertNotEquals(name, folder(options(3, Resize.CROP, 1)).name());
  }

  @Test
  void load_decodedOnce_isFoundByItsName() throws IOException {
    makePets();
    ImageFolder folder = folder(options(1, Resize.CROP, 1));
    IOException missing =
        assertThrows(
            IOException.class,
            () -> DatasetSource.load(folder.name(), path, ProgressListener.SILENT));
    assertTrue(missing.getMessage().contains("run the experiment again"), missing.getMessage());
    Dataset first = folder.load(path, ProgressListener.SILENT);
    Dataset again = DatasetSource.load(folder.name(), path, ProgressListener.SILENT);
    assertArrayEquals(first.train().images(), again.train().images());
    assertEquals(first.classes(), again.classes());
    assertEquals(folder.facts().trainImages(), again.train().size());
  }

  @Test
  void planes_crop_isTheMiddle() {
    BufferedImage image = new BufferedImage(32, 16, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(8, 0, 16, 16);
    graphics.dispose();
    byte[] cropped = ImageScaling.planes(image, options(1, Resize.CROP, 1));
    byte[] stretched = ImageScaling.planes(image, options(1, Resize.STRETCH, 1));
    byte[] white = new byte[64];
    Arrays.fill(white, (byte) 255);
    assertArrayEquals(white, cropped);
    assertEquals(0, stretched[0]);
    assertEquals((byte) 255, stretched[3]);
  }

  @Test
  void planes_grayWithAlpha_areOnWhiteAndAsStored() throws IOException {
    BufferedImage gray = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
    gray.getRaster().setSample(0, 0, 0, 77);
    assertEquals(77, ImageScaling.planes(gray, options(3, Resize.NONE, 1))[64]);
    BufferedImage clear = new BufferedImage(8, 8, BufferedImage.TYPE_INT_ARGB);
    clear.setRGB(0, 0, 0x80ff0000);
    byte[] planes = ImageScaling.planes(clear, options(3, Resize.NONE, 1));
    assertEquals((byte) 255, planes[0]);
    assertEquals(127, planes[64], "half of red on white");
    assertEquals((byte) 255, planes[1], "transparent");
  }

  @Test
  void read_billionsOfPixels_areRefusedBeforeTheyAreDecoded() throws IOException {
    makePets();
    byte[] png = Files.readAllBytes(pets.resolve("cat/1.png"));
    ByteBuffer header = ByteBuffer.wrap(png);
    header.putInt(16, 100_000).putInt(20, 100_000);
    CRC32 crc = new CRC32();
    crc.update(png, 12, 17);
    header.putInt(29, (int) crc.getValue());
    assertNamed("cat/1.png", png, "100000×100000 pixels");
  }

  @Test
  void read_wrongExtension_isNamed() throws IOException {
    makePets();
    assertNamed("cat/1.png", Files.readAllBytes(pets.resolve("dog/1.jpg")), "a jpeg image; rename");
    assertNamed("cat/1.png", new byte[] {1, 2, 3, 4, 5}, "neither a PNG nor a JPEG image");
  }

  @Test
  void read_cutOff_isNamed() throws IOException {
    makePets();
    for (String name : List.of("cat/1.png", "dog/1.jpg")) {
      byte[] whole = Files.readAllBytes(pets.resolve(name));
      assertNamed(name, Arrays.copyOf(whole, whole.length * 3 / 4), "cannot be read");
      Files.write(pets.resolve(name), whole);
    }
  }

  @Test
  void load_otherSizeWithoutResize_isNamed() throws IOException {
    makePets();
    String message =
        assertThrows(IOException.class, () -> load(options(3, Resize.NONE, 1))).getMessage();
    assertTrue(message.contains("pixels instead of 8×8; set dataset.resize"), message);
  }

  @Test
  void of_whatIsNoClassOrImage_isNamed() throws IOException {
    makePets();
    Path empty = Files.createDirectories(pets.resolve("mouse"));
    assertEquals(empty + " has no images; add some, or delete it", failure());
    Path text = Files.writeString(empty.resolve("notes.txt"), "x");
    assertEquals(text + " is no .png, .jpg or .jpeg file; take it out", failure());
    Files.delete(text);
    write("mouse/only.png", solid(8, 8, Color.RED));
    assertTrue(failure().contains("mouse has one image"), failure());
    Path beside = Files.writeString(pets.resolve("readme"), "x");
    assertTrue(failure().startsWith(beside + " lies beside"), failure());
  }

  private String failure() {
    return assertThrows(IOException.class, () -> folder(options(3, Resize.CROP, 1))).getMessage();
  }

  private void assertNamed(String name, byte[] content, String part) throws IOException {
    Path file = Files.write(pets.resolve(name), content);
    String message =
        assertThrows(IOException.class, () -> load(options(3, Resize.CROP, 1))).getMessage();
    assertTrue(message.startsWith(file.toString()) && message.contains(part), message);
    assertEquals(1, message.lines().count());
  }

  private Set<String> testNames(long seed) throws IOException {
    return new FolderScan(pets, options(3, Resize.CROP, seed))
        .find().test().stream().map(FolderScan.Image::name).collect(Collectors.toSet());
  }

  private ImageFolder folder(ImageOptions options) throws IOException {
    return ImageFolder.of(pets, options);
  }

  private Dataset load(ImageOptions options) throws IOException {
    return folder(options).load(path.resolve("cache"), ProgressListener.SILENT);
  }

  private static ImageOptions options(int channels, Resize resize, long seed) {
    return new ImageOptions(channels, 8, 8, resize, 0.2, seed, Augmentation.NONE);
  }

  private void makePets() throws IOException {
    pets = path.resolve("pets");
    for (int i = 0; i < 10; i++) {
      write("cat/" + i + ".png", solid(10 + i, 12, new Color(200, i, 0)));
      write("dog/" + i + ".jpg", solid(16, 9 + i, new Color(40, 40, 40)));
    }
  }

  private void write(String name, BufferedImage image) throws IOException {
    Path file = pets.resolve(name);
    Files.createDirectories(file.getParent());
    ImageIO.write(image, name.endsWith("png") ? "png" : "jpg", file.toFile());
  }

  static BufferedImage solid(int width, int height, Color colour) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(colour);
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    return image;
  }
}
