package org.skiptrim.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.skiptrim.storage.CacheDirectory;

/**
 * Finds tools on PATH and, unless {@code SKIPTRIM_NO_INSTALL=1}, installs those that are missing.
 */
public final class Tools {
  private static final String NO_INSTALL = "SKIPTRIM_NO_INSTALL";

  private final SearchPath path;
  private final boolean mayInstall;
  private final Path logs;

  Tools(Map<String, String> environment, Path logs) {
    this.path = new SearchPath(environment.getOrDefault("PATH", ""));
    this.mayInstall = environment.getOrDefault(NO_INSTALL, "").matches("|0|false");
    this.logs = logs;
  }

  /** The tools of this machine, as this process sees them. */
  public static Tools ofThisMachine() {
    return new Tools(System.getenv(), CacheDirectory.standard().resolve("logs"));
  }

  /**
   * A tool, together with all that it needs; what is missing is installed if that is allowed.
   *
   * @param notice is told in a line when something is installed, which can take a minute
   * @throws ToolMissing if it is not there and cannot be installed; says how to get it
   */
  public InstalledTool require(Tool tool, Consumer<String> notice)
      throws IOException, InterruptedException {
    for (Tool needed : tool.needs()) {
      require(needed, notice);
    }
    ToolStatus found = path.find(tool);
    if (found.isBroken()) {
      throw new ToolMissing(
          found,
          "mend that (a variable of its own may be wrong), or put another one before it on PATH");
    }
    return found.installed().isPresent() ? found.installed().get() : install(tool, notice);
  }

  /** What is there and what is not, without installing anything. */
  public List<ToolStatus> status() throws IOException, InterruptedException {
    List<ToolStatus> all = new ArrayList<>();
    for (Tool tool : Tool.values()) {
      all.add(path.find(tool));
    }
    return all;
  }

  private InstalledTool install(Tool tool, Consumer<String> notice)
      throws IOException, InterruptedException {
    Optional<PackageManager> packages =
        mayInstall ? PackageManager.usable(path, logs) : Optional.empty();
    if (packages.isPresent()) {
      packages.get().install(tool, logs, notice);
    }
    ToolStatus status = path.find(tool);
    return status.installed().orElseThrow(() -> new ToolMissing(status, remedy(tool, packages)));
  }

  private String remedy(Tool tool, Optional<PackageManager> tried) {
    if (tried.isPresent()) {
      return "this system's own package is not enough: put a newer one on PATH";
    }
    String command =
        path.programs("brew").isEmpty()
            ? "sudo apt-get install -y --no-install-recommends " + tool.aptPackage()
            : "brew install " + tool.brewPackage();
    return "install it with: " + command + (mayInstall ? "" : " (or unset " + NO_INSTALL + ")");
  }
}
