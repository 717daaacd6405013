package org.skiptrim.engine;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;

/**
 * Loads libtorch, which JavaCPP unpacks into a folder of the user at the first start. All of it is
 * unpacked before any is loaded, and by one process at a time. JavaCPP by itself loads each library
 * as soon as it has it: of those that this one needs and that are not there yet, the system's
 * linker then takes another version that is installed (Debian's libtorch), or one that another
 * process has half written. Both end in a crash.
 */
public final class NativeLibraries {
  private static final List<String> PACKAGES = List.of("javacpp", "openblas", "pytorch");

  /** What is loaded of libtorch for GPUs; its other libraries come with these. */
  private static final List<String> FOR_GPU = List.of("libtorch_cuda.so", "libc10_cuda.so");

  private NativeLibraries() {}

  static void load() {
    try {
      unpack(Loader.getCacheDir().toPath());
    } catch (IOException e) {
      // JavaCPP tries it again, and says what is wrong.
    }
    Loader.load(torch.class);
  }

  /**
   * The libraries of libtorch that need CUDA, as they were unpacked; none of the one for CPUs. They
   * are there even if they cannot be loaded.
   */
  public static List<Path> forGpu() throws IOException {
    File[] folders = Loader.cacheResources(torch.class, resources("pytorch", "-gpu"));
    return Stream.of(folders)
        .flatMap(folder -> FOR_GPU.stream().map(name -> folder.toPath().resolve(name)))
        .filter(Files::exists)
        .toList();
  }

  private static String resources(String name, String extension) {
    return "/org/bytedeco/" + name + "/" + Loader.getPlatform() + extension + "/";
  }

  /** Checks the sizes of what is there already. */
  private static void unpack(Path folder) throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve(".skiptrim.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      for (String name : PACKAGES) {
        for (String extension : List.of("", "-gpu")) {
          Loader.cacheResources(torch.class, resources(name, extension));
        }
      }
    }
  }
}
