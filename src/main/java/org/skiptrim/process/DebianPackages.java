package org.skiptrim.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.skiptrim.storage.AtomicFiles;

/**
 * Packages of any release of Debian, fetched beside what the system has: with a configuration,
 * lists and a cache of their own, so that nobody need be root and the system's apt notices nothing.
 * apt checks the release's signature, and by it every package.
 *
 * @param aptGet the program
 * @param keyring whose signatures count
 * @param folder for what apt needs while it works, absolute; not needed afterwards
 * @param log where apt's output goes
 */
record DebianPackages(Path aptGet, Path keyring, Path folder, Path log) {
  private static final double MEGABYTE = 1e6;

  /** Hooks of the system, such as Docker's, which empties a cache, are not for these lists. */
  private static final String CONFIGURATION =
      """
      #clear APT::Update::Pre-Invoke;
      #clear APT::Update::Post-Invoke;
      #clear APT::Update::Post-Invoke-Success;
      APT::Update::Error-Mode "any";
      APT::Sandbox::User "root";
      Acquire::Retries "3";
      Dir::Etc::SourceList "%1$s/sources.list";
      Dir::Etc::SourceParts "-";
      Dir::State::Lists "%1$s/lists";
      Dir::State::Status "%1$s/status";
      Dir::Cache "%1$s/cache";
      """;

  /** Reads what a release has, from the first of {@code mirrors} with its signature. */
  void readList(String release, List<String> mirrors, Consumer<String> notice)
      throws IOException, InterruptedException {
    Files.createDirectories(folder.resolve("lists/partial"));
    Files.createDirectories(folder.resolve("cache"));
    AtomicFiles.write(folder.resolve("status"), "");
    AtomicFiles.write(configuration(), CONFIGURATION.formatted(folder));
    for (int i = 0; i < mirrors.size(); i++) {
      String source = "deb [arch=amd64 targets=Packages signed-by=%s] %s %s main\n";
      AtomicFiles.write(
          folder.resolve("sources.list"), source.formatted(keyring, mirrors.get(i), release));
      try {
        String task = "reading the list of packages";
        Heartbeat.during(process(task, folder, List.of("update")), () -> task, notice);
        return;
      } catch (ToolFailure e) {
        if (i == mirrors.size() - 1) {
          throw e;
        }
        notice.accept(e.getMessage());
      }
    }
  }

  /**
   * Fetches packages. Of one that is there already only what it lacks is fetched, and all of it if
   * it is damaged.
   *
   * @param packages as apt takes them, such as {@code yosys=0.52-*}
   * @param into an existing folder
   * @return their files
   */
  List<Path> download(List<String> packages, Path into, Consumer<String> notice)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("download"));
    arguments.addAll(packages);
    List<String> question = new ArrayList<>(List.of("--print-uris"));
    question.addAll(arguments);
    // Asked in another folder, since apt-get does not name those that are there already.
    List<DebianFile> files =
        DebianFile.in(process("finding packages", folder, question).answer(), into);
    Heartbeat.during(process("fetching packages", into, arguments), () -> progress(files), notice);
    return files.stream().map(DebianFile::path).toList();
  }

  private static String progress(List<DebianFile> files) {
    double there = files.stream().mapToLong(DebianFile::bytesThere).sum();
    double all = files.stream().mapToLong(DebianFile::bytes).sum();
    return "fetched %.0f of %.0f MB".formatted(there / MEGABYTE, all / MEGABYTE);
  }

  private ToolProcess process(String task, Path directory, List<String> arguments) {
    List<String> command = new ArrayList<>();
    // In English, since what is wrong is looked for in its messages.
    command.addAll(List.of("env", "LC_ALL=C", aptGet.toString(), "-c", configuration().toString()));
    command.addAll(arguments);
    return new ToolProcess("apt-get", task, command, directory, log);
  }

  private Path configuration() {
    return folder.resolve("apt.conf");
  }
}
