package org.skiptrim.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.skiptrim.storage.TemporaryFiles;

/** Where this machine's apt gets Debian from: nobody else's choice is to be written down here. */
final class DebianMirror {
  /** Asked of apt itself, which knows all forms of its configuration, whatever was fetched yet. */
  private static final List<String> QUESTION =
      List.of(
          "indextargets",
          "--no-release-info",
          "--format",
          "$(REPO_URI) $(RELEASE) $(COMPONENT)",
          "Created-By: Packages");

  private static final Set<String> RELEASES =
      Set.of(
          "bullseye",
          "bookworm",
          "trixie",
          "forky",
          "sid", //
          "oldoldstable",
          "oldstable",
          "stable",
          "testing",
          "unstable");

  private DebianMirror() {}

  /** Addresses that may be mirrors of Debian, the likeliest first; empty on other systems. */
  static List<String> of(Path aptGet) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(aptGet.toString()));
    command.addAll(QUESTION);
    Path place = TemporaryFiles.place();
    Path log = TemporaryFiles.file("skiptrim-apt-get", ".log");
    try {
      return in(new ToolProcess("apt-get", "saying its sources", command, place, log).answer());
    } finally {
      Files.deleteIfExists(log);
    }
  }

  /**
   * Those in apt's answer. Others offer packages for a release of Debian under its name, too; that
   * what is fetched is Debian's own, its signature says.
   *
   * @param answer lines such as {@code http://mirror.example/debian/ bookworm main}
   */
  static List<String> in(String answer) {
    return answer
        .lines()
        .map(line -> line.strip().split(" "))
        .filter(source -> source.length == 3)
        .filter(source -> RELEASES.contains(source[1]) && source[2].equals("main"))
        .map(source -> source[0])
        .filter(address -> !address.startsWith("cdrom:"))
        .distinct()
        .toList();
  }
}
