package org.skiptrim.runs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Which process, among those of all machines that share a file system.
 *
 * @param host the machine's name
 * @param world what process ids are unique in: a start of the system, and a container
 * @param pid the process id there
 * @param began when it began, in milliseconds since 1970, since process ids are used again
 */
record ProcessName(String host, String world, long pid, long began) {
  private static final ProcessName OWN = own();

  /** This process. */
  static ProcessName current() {
    return OWN;
  }

  private static ProcessName own() {
    ProcessHandle self = ProcessHandle.current();
    return new ProcessName(hostName(), worldName(), self.pid(), began(self));
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return System.getenv().getOrDefault("HOSTNAME", "localhost");
    }
  }

  /** Empty where the system does not say. */
  private static String worldName() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip()
          + " "
          + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
    } catch (IOException e) {
      return "";
    }
  }

  private static long began(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  /** Whether this process can see whether that one is alive. */
  boolean isHere() {
    return host.equals(OWN.host) && world.equals(OWN.world);
  }

  /** Whether a process that {@link #isHere} is alive. */
  boolean isAlive() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> began == 0 || began(process) == began)
        .isPresent();
  }

  /** As in {@code node7, process 4711}. */
  @Override
  public String toString() {
    return host + ", process " + pid;
  }
}
