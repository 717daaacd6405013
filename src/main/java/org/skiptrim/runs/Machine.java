package org.skiptrim.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What this process runs on. */
public final class Machine {
  /** This program's version, as in the build file. */
  public static final String VERSION = "0.1.0-SNAPSHOT";

  /** How many processors this process may use. */
  public static final int CORES = Runtime.getRuntime().availableProcessors();

  /** The checkout, which the launcher names. */
  private static final String HOME = "skiptrim.home";

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  private Machine() {}

  /** By name: processor, cores, system, Java, version and revision of this program. */
  public static Map<String, String> facts() {
    Map<String, String> facts = new TreeMap<>();
    facts.put("skiptrim", VERSION);
    facts.put(Start.REVISION, revision());
    facts.put("java", System.getProperty("java.vm.version"));
    facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    facts.put("processor", processor());
    facts.put("cores", String.valueOf(CORES));
    facts.put("bfloat16", bfloat16());
    return facts;
  }

  private static String processor() {
    return cpuInfo("model name").orElse(System.getProperty("os.arch"));
  }

  /** Whether {@code arithmetic: bf16} is fast on this processor. */
  private static String bfloat16() {
    return cpuInfo("flags")
        .map(flags -> flags.contains("_bf16") ? "fast here" : "slow here; use fp32")
        .orElse("unknown");
  }

  /** What Linux says of the first core; nothing elsewhere. */
  private static Optional<String> cpuInfo(String key) {
    try {
      return Files.readAllLines(CPU_INFO).stream()
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The commit of the checkout, marked if files were changed since; or that there is none. */
  public static String revision() {
    String home = System.getProperty(HOME, "");
    return home.isEmpty() || !Files.exists(Path.of(home, ".git"))
        ? "not from a checkout"
        : git(home, "describe", "--always", "--dirty", "--abbrev=12", "--exclude=*");
  }

  private static String git(String home, String... arguments) {
    List<String> command = new ArrayList<>(List.of("git", "-C", home));
    command.addAll(List.of(arguments));
    return ProgramAnswer.to("naming the revision", command).orElse("unknown");
  }
}
