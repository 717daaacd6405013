package org.skiptrim.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.storage.Checksum;
import org.skiptrim.storage.ProgressListener;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;

class SvhnTest {
  @TempDir private Path folder;

  @Test
  void read_columnsFirst_becomesPlanes() throws IOException {
    Split split = SvhnFile.read(write("a.mat", 3, 10, 1, 9));
    assertEquals(3, split.size());
    assertEquals(0, split.label(0));
    assertEquals(1, split.label(1));
    assertEquals(9, split.label(2));
    byte[] image = split.image(2);
    assertEquals((byte) pixel(5, 7, 1, 2), image[1024 + 5 * 32 + 7]);
    assertEquals((byte) pixel(31, 0, 2, 2), image[2 * 1024 + 31 * 32]);
  }

  @Test
  void read_labelOutOfRange_isNamed() throws IOException {
    Path file = write("a.mat", 2, 1, 11);
    assertEquals(
        file + " is not a file of SVHN (image 1 has label 11 instead of 1 to 10); delete it",
        failure(file));
  }

  @Test
  void read_fewerLabels_isNamed() throws IOException {
    assertTrue(failure(write("a.mat", 3, 1, 2)).contains("(3 images, but 2 labels)"));
  }

  @Test
  void read_cutOff_isNamed() throws IOException {
    Path file = write("a.mat", 3, 1, 2, 3);
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 400));
    assertTrue(failure(file).startsWith(file + " is not a file of SVHN ("));
  }

  @Test
  void official_overFlakyServer_isTakenAsItIs() throws IOException {
    byte[] content = Files.readAllBytes(write("made-up.mat", 2, 1, 2));
    DataFolder data = new DataFolder(folder, List.of(new DataFile("file", Checksum.md5(content))));
    Download download =
        new Download(
            "downloading",
            2,
            Duration.ofMillis(1),
            Duration.ofSeconds(10),
            new ProxySettings(Map.of()));
    try (FileServer server = new FileServer(content, FileServer.Habit.BREAKS_OFF)) {
      new Svhn.Official(server.uri().resolve("/"), download)
          .fetchInto(data, ProgressListener.SILENT);
    }
    assertEquals("", data.problem());
    assertArrayEquals(content, Files.readAllBytes(folder.resolve("file")));
  }

  private static String failure(Path file) {
    return assertThrows(IOException.class, () -> SvhnFile.read(file)).getMessage();
  }

  private Path write(String name, int images, int... labels) throws IOException {
    return write(folder.resolve(name), images, labels);
  }

  /** A file as SVHN has it. */
  static Path write(Path file, int images, int... labels) throws IOException {
    Matrix pixels = Mat5.newMatrix(new int[] {32, 32, 3, images}, MatlabType.UInt8);
    int[] at = new int[4];
    for (at[3] = 0; at[3] < images; at[3]++) {
      for (at[2] = 0; at[2] < 3; at[2]++) {
        for (at[1] = 0; at[1] < 32; at[1]++) {
          for (at[0] = 0; at[0] < 32; at[0]++) {
            pixels.setByte(at, (byte) pixel(at[0], at[1], at[2], at[3]));
          }
        }
      }
    }
    Matrix classes = Mat5.newMatrix(labels.length, 1, MatlabType.UInt8);
    for (int i = 0; i < labels.length; i++) {
      classes.setInt(i, labels[i]);
    }
    try (MatFile content = Mat5.newMatFile().addArray("X", pixels).addArray("y", classes)) {
      Mat5.writeToFile(content, file.toFile());
    }
    return file;
  }

  private static int pixel(int y, int x, int channel, int image) {
    return y * 3 + x * 5 + channel * 70 + image * 11;
  }
}
