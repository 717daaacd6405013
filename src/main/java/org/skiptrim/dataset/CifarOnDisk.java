package org.skiptrim.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.skiptrim.storage.ProgressListener;

/**
 * What a user has put into the data set's folder of the cache: the official archive, binary or for
 * Python, compressed or not, or what was unpacked from one. It stays there.
 *
 * @param imagesPerFile 10,000, fewer in tests
 */
record CifarOnDisk(int imagesPerFile) implements FileSource {
  static final String FILE_NAME = "cifar-10-binary.tar.gz";

  private static final List<String> ARCHIVES =
      List.of(FILE_NAME, "cifar-10-binary.tar", "cifar-10-python.tar.gz", "cifar-10-python.tar");
  private static final String BINARY_FOLDER = "cifar-10-batches-bin";
  private static final String PYTHON_FOLDER = "cifar-10-batches-py";

  @Override
  public String name() {
    return "the cache";
  }

  static boolean isIn(DataFolder folder) {
    return found(folder).findAny().isPresent();
  }

  private static Stream<Path> found(DataFolder folder) {
    return Stream.concat(ARCHIVES.stream(), Stream.of(BINARY_FOLDER, PYTHON_FOLDER, "data_batch_1"))
        .map(folder.path()::resolve)
        .filter(Files::exists);
  }

  @Override
  public void fetchInto(DataFolder folder, ProgressListener listener) throws IOException {
    List<String> reasons = new ArrayList<>();
    for (Path source : found(folder).toList()) {
      try {
        take(source, folder, listener);
        return;
      } catch (IOException e) {
        reasons.add(e.getMessage());
      }
    }
    throw new IOException(String.join("; ", reasons));
  }

  private void take(Path source, DataFolder folder, ProgressListener listener) throws IOException {
    if (Files.isDirectory(source)) {
      copy(source, folder, listener);
    } else if (ARCHIVES.contains(source.getFileName().toString())) {
      unpack(source, folder, listener);
    } else {
      copy(folder.path(), folder, listener);
    }
  }

  /** Each file is verified, so the archive need not be. */
  private void unpack(Path archive, DataFolder folder, ProgressListener listener)
      throws IOException {
    boolean python = archive.getFileName().toString().contains("python");
    Map<String, DataFile> files =
        folder.files().stream()
            .collect(
                Collectors.toMap(python ? PythonCifar::name : DataFile::name, Function.identity()));
    Progress progress = new Progress("unpacking CIFAR-10", files.size(), listener);
    Tar.read(
        archive,
        files.keySet(),
        (name, content) -> {
          install(files.get(name), content, python, folder);
          progress.step();
        });
  }

  private void copy(Path from, DataFolder folder, ProgressListener listener) throws IOException {
    boolean python = !from.endsWith(BINARY_FOLDER);
    List<DataFile> files = folder.files();
    Progress progress = new Progress("unpacking CIFAR-10", files.size(), listener);
    for (DataFile file : files) {
      Path path = from.resolve(python ? PythonCifar.name(file) : file.name());
      if (!Files.exists(path)) {
        throw new IOException(path + " is missing");
      }
      try {
        install(file, Files.readAllBytes(path), python, folder);
      } catch (IOException e) {
        throw new IOException(path + ": " + e.getMessage(), e);
      }
      progress.step();
    }
  }

  private void install(DataFile file, byte[] content, boolean python, DataFolder folder)
      throws IOException {
    byte[] records = python ? PythonCifar.records(content, imagesPerFile) : content;
    folder.install(file, records);
  }
}
