package org.skiptrim.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.skiptrim.dataset.CifarLayout.BinaryFile;
import org.skiptrim.storage.ProgressListener;

/** The official archive in the cache, where a user may have put it; it stays there. */
final class CifarArchive implements CifarSource {
  static final String FILE_NAME = "cifar-10-binary.tar.gz";

  @Override
  public String name() {
    return FILE_NAME + " in the cache";
  }

  @Override
  public void fetchInto(CifarFolder folder, ProgressListener listener) throws IOException {
    unpack(file(folder), folder, listener);
  }

  static boolean isIn(CifarFolder folder) {
    return Files.exists(file(folder));
  }

  private static Path file(CifarFolder folder) {
    return folder.path().resolve(FILE_NAME);
  }

  /** Installs the six files from an archive; each is verified, so the archive need not be. */
  static void unpack(Path archive, CifarFolder folder, ProgressListener listener)
      throws IOException {
    Map<String, BinaryFile> files =
        folder.layout().files().stream()
            .collect(Collectors.toMap(BinaryFile::name, Function.identity()));
    Progress progress = new Progress("unpacking CIFAR-10", files.size(), listener);
    TarGz.read(
        archive,
        files.keySet(),
        (name, content) -> {
          folder.install(files.get(name), content);
          progress.step();
        });
  }
}
