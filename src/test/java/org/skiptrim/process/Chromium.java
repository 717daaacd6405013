package org.skiptrim.process;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.skiptrim.storage.CacheDirectory;

/** The browser that tests of pages look through; only they need one. */
public final class Chromium {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private Chromium() {}

  /** The program, installed if that is allowed and can be done; else the test is passed over. */
  public static Path program() throws Exception {
    SearchPath path = new SearchPath(System.getenv("PATH"));
    Optional<Path> there = find(path);
    if (there.isEmpty()) {
      install(path);
      there = find(path);
    }
    assumeTrue(there.isPresent(), "there is no Chromium, and it could not be installed");
    return there.get();
  }

  private static Optional<Path> find(SearchPath path) {
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .flatMap(name -> path.programs(name).stream())
        .findFirst();
  }

  private static void install(SearchPath path) throws IOException, InterruptedException {
    boolean may = System.getenv().getOrDefault(Tools.NO_INSTALL, "").matches("|0|false");
    Path log = CacheDirectory.standard().resolve("logs/apt-get-chromium.log");
    Optional<PackageManager> packages = PackageManager.usable(path, log.getParent());
    if (!may || packages.isEmpty()) {
      return;
    }
    List<String> command = new ArrayList<>(packages.get().prefix());
    command.addAll(List.of("env", "DEBIAN_FRONTEND=noninteractive"));
    command.add(packages.get().aptGet().toString());
    command.addAll(List.of("-o", "DPkg::Lock::Timeout=300"));
    command.addAll(List.of("install", "-y", "--no-install-recommends", "chromium"));
    try {
      new ToolProcess("apt-get", "installing chromium", command, Path.of("/"), log)
          .withTimeout(PATIENCE)
          .run();
    } catch (ToolFailure e) {
      return; // without a network, say
    }
  }
}
