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
 * Finds tools on PATH and, unless {@code SKIPTRIM_NO_INSTALL=1}, installs those that are missing;
 * those that place and route are unpacked into the cache instead, where they are found, too.
 */
public final class Tools {
  /** What the tools that place and route take where they are fetched, for people. */
  public static final String PLACEMENT_SIZE = "70 MB, 330 MB unpacked";

  static final String NO_INSTALL = "SKIPTRIM_NO_INSTALL";

  private final SearchPath path;
  private final boolean mayInstall;
  private final Path logs;
  private final PlacementTools placement;

  Tools(Map<String, String> environment, Path cache) {
    this.path = new SearchPath(environment.getOrDefault("PATH", ""));
    this.mayInstall = environment.getOrDefault(NO_INSTALL, "").matches("|0|false");
    this.logs = cache.resolve("logs");
    this.placement = new PlacementTools(cache.resolve("placement"), path, logs);
  }

  /** The tools of this machine, as this process sees them. */
  public static Tools ofThisMachine() {
    return new Tools(System.getenv(), CacheDirectory.standard());
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
    if (found.installed().isPresent()) {
      return found.installed().get();
    }
    if (tool.isUnpacked()) {
      return unpacked(found, notice);
    }
    if (found.kind() == ToolStatus.Kind.BROKEN) {
      throw new ToolMissing(
          found,
          "mend that (a variable of its own may be wrong), or put another one before it on PATH");
    }
    return install(tool, notice);
  }

  /** What is there and what is not, without installing anything. */
  public List<ToolStatus> status() throws IOException, InterruptedException {
    String obstacle = obstacle();
    List<ToolStatus> all = new ArrayList<>();
    for (Tool tool : Tool.values()) {
      ToolStatus found = path.find(tool);
      boolean isFound = found.installed().isPresent() || !tool.isUnpacked();
      all.add(isFound ? found : inCache(found, obstacle));
    }
    return all;
  }

  private ToolStatus inCache(ToolStatus onPath, String obstacle) {
    return placement
        .find(onPath.tool())
        .map(ToolStatus::of)
        .orElseGet(
            () ->
                obstacle.isEmpty()
                    ? ToolStatus.later(onPath.tool(), onPath.problem())
                    : ToolStatus.missing(onPath.tool(), cannot(obstacle)));
  }

  /** Whatever is wrong with the one on PATH: this one stands beside it. */
  private InstalledTool unpacked(ToolStatus onPath, Consumer<String> notice)
      throws IOException, InterruptedException {
    Optional<InstalledTool> there = placement.find(onPath.tool());
    if (there.isPresent()) {
      return there.get();
    }
    String obstacle = obstacle();
    if (!obstacle.isEmpty()) {
      throw new ToolMissing(onPath, "put the OSS CAD Suite on PATH (" + cannot(obstacle) + ")");
    }
    try {
      placement.install(notice);
    } catch (ToolFailure e) {
      throw new ToolMissing(
          onPath, e.getMessage() + "; try again, or put the OSS CAD Suite on PATH");
    }
    return placement.find(onPath.tool()).orElseThrow();
  }

  private String obstacle() throws IOException, InterruptedException {
    return mayInstall ? placement.obstacle() : NO_INSTALL + " is set";
  }

  private static String cannot(String obstacle) {
    return "Debian 13's cannot be unpacked here: " + obstacle;
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
