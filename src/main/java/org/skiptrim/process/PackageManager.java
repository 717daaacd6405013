package org.skiptrim.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The machine's package manager, as far as this program may use it by itself: apt, as root or with
 * a sudo that asks no password.
 *
 * @param prefix what comes before the command to be root
 * @param aptGet the program
 */
record PackageManager(List<String> prefix, Path aptGet) {
  private static final Duration SUDO_TIMEOUT = Duration.ofSeconds(20);

  /** The package manager found on {@code path}; empty if there is none or we may not use it. */
  static Optional<PackageManager> usable(SearchPath path, Path logs)
      throws IOException, InterruptedException {
    Optional<Path> aptGet = path.programs("apt-get").stream().findFirst();
    if (aptGet.isEmpty()) {
      return Optional.empty();
    }
    if (isRoot()) {
      return Optional.of(new PackageManager(List.of(), aptGet.get()));
    }
    Optional<Path> sudo = path.programs("sudo").stream().findFirst();
    return sudo.isPresent() && asksNoPassword(sudo.get(), logs)
        ? Optional.of(new PackageManager(List.of(sudo.get().toString(), "-n"), aptGet.get()))
        : Optional.empty();
  }

  private static boolean isRoot() throws IOException {
    Path self = Path.of("/proc/self");
    return Files.exists(self) && Files.getAttribute(self, "unix:uid").equals(0);
  }

  private static boolean asksNoPassword(Path sudo, Path logs)
      throws IOException, InterruptedException {
    try {
      List<String> command = List.of(sudo.toString(), "-n", "true");
      new ToolProcess("sudo", "becoming root", command, Path.of("/"), logs.resolve("sudo.log"))
          .withTimeout(SUDO_TIMEOUT)
          .run();
      return true;
    } catch (ToolFailure e) {
      return false;
    }
  }

  /** Installs a tool's package with what it needs, telling {@code notice} so. */
  void install(Tool tool, Path logs, Consumer<String> notice)
      throws IOException, InterruptedException {
    install(tool.aptPackage(), logs, notice);
  }

  /** Installs any package. */
  void install(String name, Path logs, Consumer<String> notice)
      throws IOException, InterruptedException {
    notice.accept("installing " + name + " with apt-get (SKIPTRIM_NO_INSTALL=1 forbids it)");
    try {
      aptGet(name, logs, "install", "-y", "--no-install-recommends", name);
    } catch (ToolFailure e) {
      // Package lists are missing in a fresh container, and stale ones name files that have gone.
      notice.accept("reading the package lists anew");
      aptGet(name, logs, "update");
      aptGet(name, logs, "install", "-y", "--no-install-recommends", name);
    }
    notice.accept("installed " + name);
  }

  private void aptGet(String name, Path logs, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of("env", "DEBIAN_FRONTEND=noninteractive", aptGet.toString()));
    // Another installation may be under way: wait for it.
    command.addAll(List.of("-o", "DPkg::Lock::Timeout=300"));
    command.addAll(List.of(arguments));
    Path log = logs.resolve("apt-get-" + name + ".log");
    new ToolProcess("apt-get", "installing " + name, command, Path.of("/"), log).run();
  }
}
