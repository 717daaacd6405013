package org.skiptrim.watch;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.skiptrim.runs.Machine;

/**
 * How busy this machine is.
 *
 * @param load how many threads want to run, as a mean of the last minute; below 0 where the system
 *     does not say
 * @param memoryFreeMb that a process could have
 * @param memoryMb all of it
 * @param diskFreeMb where run directories are
 */
record MachineLoad(double load, int cores, long memoryFreeMb, long memoryMb, long diskFreeMb) {
  static final MachineLoad NONE = new MachineLoad(-1, 0, 0, 0, 0);

  private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s+(\\d+) kB");
  private static final long MB = 1 << 20;

  /** Less than this is no news. */
  private static final long GRAIN_MB = 50;

  static MachineLoad of(Path runs) throws IOException {
    var system =
        ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
    long free = available().orElseGet(() -> system.getFreeMemorySize() / MB);
    return new MachineLoad(
        Math.rint(10 * system.getSystemLoadAverage()) / 10,
        Machine.CORES,
        coarse(free),
        system.getTotalMemorySize() / MB,
        coarse(diskFree(runs)));
  }

  /** Of the folder, or the nearest one above it that is there. */
  private static long diskFree(Path folder) throws IOException {
    Path there = folder;
    while (!Files.exists(there)) {
      there = there.getParent();
    }
    return Files.getFileStore(there).getUsableSpace() / MB;
  }

  /** With what the system keeps only as long as nobody wants it; where Linux says so. */
  private static OptionalLong available() throws IOException {
    Path file = Path.of("/proc/meminfo");
    return Files.exists(file)
        ? AVAILABLE
            .matcher(Files.readString(file))
            .results()
            .mapToLong(found -> Long.parseLong(found.group(1)) / 1024)
            .findFirst()
        : OptionalLong.empty();
  }

  private static long coarse(long mb) {
    return mb / GRAIN_MB * GRAIN_MB;
  }
}
