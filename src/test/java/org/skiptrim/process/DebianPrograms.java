package org.skiptrim.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.skiptrim.storage.CacheDirectory;

/** Programs that only tests need, installed as {@link Tools} does it with those of the others. */
public final class DebianPrograms {
  private static final String PATH = System.getenv("PATH") + ":/usr/sbin:/sbin";

  private DebianPrograms() {}

  /**
   * Installs a package if one of its programs is missing.
   *
   * @throws IOException if they are not there then
   */
  public static void require(String debianPackage, List<String> programs)
      throws IOException, InterruptedException {
    Optional<String> missing = missing(programs);
    if (missing.isEmpty()) {
      return;
    }
    Path logs = CacheDirectory.standard().resolve("logs");
    boolean mayInstall = System.getenv().getOrDefault(Tools.NO_INSTALL, "").matches("|0|false");
    PackageManager packages =
        (mayInstall
                ? PackageManager.usable(new SearchPath(PATH), logs)
                : Optional.<PackageManager>empty())
            .orElseThrow(
                () ->
                    new IOException(
                        missing.get()
                            + " is missing and may not be installed by this test; do it with:"
                            + " sudo apt-get install -y --no-install-recommends "
                            + debianPackage));
    packages.install(debianPackage, logs, System.err::println);
    if (missing(programs).isPresent()) {
      throw new IOException(debianPackage + " has no " + missing(programs).get());
    }
  }

  private static Optional<String> missing(List<String> programs) {
    return programs.stream().filter(program -> find(program).isEmpty()).findFirst();
  }

  /** Where a program is, also one for administrators. */
  public static Optional<Path> find(String program) {
    return List.of(PATH.split(":")).stream()
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
