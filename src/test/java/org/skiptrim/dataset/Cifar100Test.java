package org.skiptrim.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.storage.Checksum;
import org.skiptrim.storage.ProgressListener;

class Cifar100Test {
  private static final int RECORD = 2 + 3072;

  @TempDir private Path path;

  @Test
  void facts_haveAsManyClassesAsNames() {
    assertEquals(100, new Cifar100().facts().classes());
  }

  @Test
  void split_fineLabels_areTaken() throws IOException {
    Split split = Cifar100.split(folder(records(3, 99)), file(records(3, 99)));
    assertEquals(2, split.size());
    assertEquals(99, split.label(1));
    assertEquals(3072, split.imageBytes());
  }

  @Test
  void split_labelOutOfRange_namesTheFile() throws IOException {
    byte[] records = records(3, 100);
    String message =
        assertThrows(IOException.class, () -> Cifar100.split(folder(records), file(records)))
            .getMessage();
    assertEquals(
        path.resolve("train.bin") + ": image 1 has label 100, but there are 100 classes; delete it",
        message);
  }

  @Test
  void archive_putThere_isUnpacked() throws IOException {
    byte[] records = records(5, 6);
    Files.write(
        path.resolve("cifar-100-binary.tar.gz"),
        TinyCifar.tarGz(Map.of("cifar-100-binary/train.bin", records)));
    DataFolder folder = new DataFolder(path, List.of(file(records)));
    new ArchiveOnDisk("tiny", List.of("cifar-100-binary.tar.gz"))
        .fetchInto(folder, ProgressListener.SILENT);
    assertEquals("", folder.problem());
  }

  @Test
  void archive_notThere_saysSo() {
    DataFolder folder = new DataFolder(path, List.of());
    String message =
        assertThrows(
                IOException.class,
                () ->
                    new ArchiveOnDisk("tiny", List.of("a.tar.gz"))
                        .fetchInto(folder, ProgressListener.SILENT))
            .getMessage();
    assertTrue(message.contains("no a.tar.gz"), message);
  }

  private static byte[] records(int... fine) {
    byte[] records = new byte[fine.length * RECORD];
    for (int i = 0; i < fine.length; i++) {
      records[i * RECORD] = 19;
      records[i * RECORD + 1] = (byte) fine[i];
    }
    return records;
  }

  private static DataFile file(byte[] content) {
    return new DataFile("train.bin", Checksum.md5(content));
  }

  private DataFolder folder(byte[] content) throws IOException {
    Files.write(path.resolve("train.bin"), content);
    return new DataFolder(path, List.of(file(content)));
  }
}
