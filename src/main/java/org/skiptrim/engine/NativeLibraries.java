package org.skiptrim.engine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;

/**
 * Loads libtorch, which JavaCPP unpacks into a folder of the user at the first start. All of it is
 * unpacked before any is loaded, and by one process at a time. JavaCPP by itself loads each library
 * as soon as it has it: of those that this one needs and that are not there yet, the system's
 * linker then takes another version that is installed (Debian's libtorch), or one that another
 * process has half written. Both end in a crash.
 */
final class NativeLibraries {
  private static final List<String> PACKAGES = List.of("javacpp", "openblas", "pytorch");

  private NativeLibraries() {}

  static void load() {
    try {
      unpack(Loader.getCacheDir().toPath());
    } catch (IOException e) {
      // JavaCPP tries it again, and says what is wrong.
    }
    Loader.load(torch.class);
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
          String libraries = "/org/bytedeco/" + name + "/" + Loader.getPlatform() + extension + "/";
          Loader.cacheResources(torch.class, libraries);
        }
      }
    }
  }
}
