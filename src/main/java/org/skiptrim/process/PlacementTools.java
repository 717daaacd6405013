package org.skiptrim.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.skiptrim.storage.FolderLock;
import org.skiptrim.storage.TemporaryFolder;

/**
 * The tools that place and route as Debian 13's packages have them, unpacked into the cache: nobody
 * need be root, and nothing is written elsewhere. {@link PlacementRecipe} says how.
 *
 * @param place the folder for all that has to do with them
 * @param path where apt-get and dpkg-deb are
 * @param logs where logs go
 */
record PlacementTools(Path place, SearchPath path, Path logs) {
  static final Path KEYRING = Path.of("/usr/share/keyrings/debian-archive-keyring.gpg");
  private static final String ATTEMPT = "attempt-";

  /** The tool, if they have been unpacked. */
  Optional<InstalledTool> find(Tool tool) {
    Path program = home().resolve("bin").resolve(tool.command());
    return Files.isExecutable(program)
        ? Optional.of(new InstalledTool(tool, program, PlacementRecipe.version(tool)))
        : Optional.empty();
  }

  /** Why they cannot be unpacked on this machine, in a few words; empty if they can. */
  String obstacle() throws IOException, InterruptedException {
    String system = System.getProperty("os.name") + " on " + System.getProperty("os.arch");
    if (!system.toLowerCase(Locale.ROOT).equals("linux on amd64")) {
      return "they are for Linux on x86_64, this is " + system;
    }
    for (String needed : List.of("apt-get", "dpkg-deb")) {
      if (path.programs(needed).isEmpty()) {
        return needed + " is not on PATH";
      }
    }
    if (!Files.isReadable(KEYRING)) {
      return "Debian's keys are not in " + KEYRING;
    }
    return DebianMirror.of(program("apt-get")).isEmpty() ? "apt has no mirror of Debian" : "";
  }

  /**
   * Fetches and unpacks all of them. What an attempt has fetched that was ended half-way is not
   * fetched again.
   *
   * @throws IOException if that fails, in one line
   */
  void install(Consumer<String> notice) throws IOException, InterruptedException {
    FolderLock.holding(place, notice, () -> installAlone(notice));
  }

  private void installAlone(Consumer<String> notice) throws IOException, InterruptedException {
    if (Files.isDirectory(home())) {
      return; // whoever had the lock before has done it
    }
    notice.accept(
        "fetching Yosys, nextpnr and what packs bitstreams from Debian 13 (%s; %s=1 forbids it)"
            .formatted(Tools.PLACEMENT_SIZE, Tools.NO_INSTALL));
    removeLeftovers();
    Path downloads = Files.createDirectories(place.resolve("downloads"));
    try (TemporaryFolder attempt = new TemporaryFolder(Files.createTempDirectory(place, ATTEMPT))) {
      List<Path> packages = fetch(attempt.path().resolve("apt"), downloads, notice);
      Path unpacked = attempt.path().resolve("unpacked");
      unpack(packages, unpacked, notice);
      PlacementFolder.make(unpacked);
      checkThatTheyRun(unpacked);
      Files.move(unpacked, home());
    }
    new TemporaryFolder(downloads).close();
    removeLeftovers();
    notice.accept("unpacked them into " + home());
  }

  private List<Path> fetch(Path scratch, Path downloads, Consumer<String> notice)
      throws IOException, InterruptedException {
    Path aptGet = program("apt-get");
    Path log = logs.resolve("apt-get-placement.log");
    DebianPackages debian = new DebianPackages(aptGet, KEYRING, scratch, log);
    debian.readList(PlacementRecipe.RELEASE, DebianMirror.of(aptGet), notice);
    return debian.download(PlacementRecipe.packages(), downloads, notice);
  }

  private void unpack(List<Path> packages, Path into, Consumer<String> notice)
      throws IOException, InterruptedException {
    Path log = logs.resolve("dpkg-deb-placement.log");
    AtomicInteger done = new AtomicInteger();
    Heartbeat heart =
        new Heartbeat(
            () -> "unpacked %d of %d packages".formatted(done.get(), packages.size()), notice);
    try {
      for (Path one : packages) {
        List<String> command =
            List.of(program("dpkg-deb").toString(), "-x", one.toString(), into.toString());
        new ToolProcess("dpkg-deb", "unpacking " + one.getFileName(), command, place, log).run();
        done.incrementAndGet();
      }
    } finally {
      heart.end();
    }
  }

  /** Once, here: what is in place later has run on this system. */
  private static void checkThatTheyRun(Path unpacked) throws IOException, InterruptedException {
    SearchPath bin = new SearchPath(unpacked.resolve("bin").toString());
    for (Tool tool : Tool.forPlacement()) {
      ToolStatus status = bin.find(tool);
      if (status.installed().isEmpty()) {
        throw new IOException("Debian 13's does not run on this system: " + status.problem());
      }
    }
  }

  /** Of attempts that were killed; what those have fetched stays. */
  private void removeLeftovers() throws IOException {
    try (DirectoryStream<Path> attempts = Files.newDirectoryStream(place, ATTEMPT + "*")) {
      for (Path attempt : attempts) {
        removeIfPossible(attempt);
      }
    }
  }

  private static void removeIfPossible(Path attempt) {
    try {
      new TemporaryFolder(attempt).close();
    } catch (IOException e) {
      // A dpkg-deb that outlived its parent still writes there; it will have ended later.
    }
  }

  private Path home() {
    return place.resolve(PlacementRecipe.name());
  }

  private Path program(String name) {
    return path.programs(name).get(0);
  }
}
