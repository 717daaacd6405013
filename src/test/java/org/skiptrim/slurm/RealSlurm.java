package org.skiptrim.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.skiptrim.process.DebianPrograms;

/**
 * A Slurm of one node, this machine, which exists for a test: its files are in a folder, its ports
 * nobody else has, and what is started here is stopped here.
 */
final class RealSlurm implements AutoCloseable {
  private static final List<String> PROGRAMS =
      List.of("munged", "slurmctld", "slurmd", "sbatch", "squeue", "scontrol", "scancel", "sinfo");

  private static final String CONFIGURATION =
      """
      ClusterName=skiptrim-test
      SlurmctldHost=%2$s(127.0.0.1)
      SlurmctldPort=%4$d
      SlurmdPort=%5$d
      SlurmUser=%3$s
      SlurmdUser=%3$s
      AuthType=auth/munge
      AuthInfo=socket=%1$s/munge.socket,cred_expire=5
      StateSaveLocation=%1$s/state
      SlurmdSpoolDir=%1$s/spool
      SlurmctldPidFile=%1$s/slurmctld.pid
      SlurmdPidFile=%1$s/slurmd.pid
      SlurmctldLogFile=%1$s/slurmctld.log
      SlurmdLogFile=%1$s/slurmd.log
      SlurmdParameters=config_overrides
      ProctrackType=proctrack/linuxproc
      TaskPlugin=task/none
      SwitchType=switch/none
      MpiDefault=none
      SelectType=select/cons_tres
      SelectTypeParameters=CR_Core_Memory
      SchedulerParameters=sched_interval=1,bf_interval=1,batch_sched_delay=0,sched_min_interval=0
      JobAcctGatherType=jobacct_gather/none
      AccountingStorageType=accounting_storage/none
      ReturnToService=2
      KillWait=5
      SlurmdTimeout=300
      NodeName=%2$s NodeAddr=127.0.0.1 CPUs=4 RealMemory=64000
      PartitionName=main Nodes=%2$s Default=YES MaxTime=INFINITE State=UP
      """;

  private final Path folder;
  private final String node;
  private final Deque<Process> started = new ArrayDeque<>();
  private Process controller;
  private Process daemon;

  private RealSlurm(Path folder, String node) {
    this.folder = folder;
    this.node = node;
  }

  /** Installs Slurm if need be and starts it. */
  static RealSlurm start(Path folder) throws Exception {
    DebianPrograms.require("slurm-wlm", PROGRAMS);
    String host = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    RealSlurm slurm = new RealSlurm(folder, host.replaceFirst("\\..*", ""));
    try {
      slurm.configure();
      slurm.startMunge();
      slurm.startController();
      slurm.startDaemon();
    } catch (Exception e) {
      slurm.stop();
      throw e;
    }
    return slurm;
  }

  private void configure() throws IOException {
    Files.createDirectories(folder.resolve("state"));
    Files.createDirectories(folder.resolve("spool"));
    byte[] key = new byte[128];
    new SecureRandom().nextBytes(key);
    Files.write(folder.resolve("munge.key"), key);
    Files.setPosixFilePermissions(
        folder.resolve("munge.key"), PosixFilePermissions.fromString("rw-------"));
    try (ServerSocket one = new ServerSocket(0);
        ServerSocket other = new ServerSocket(0)) {
      String text =
          CONFIGURATION.formatted(
              folder,
              node,
              System.getProperty("user.name"),
              one.getLocalPort(),
              other.getLocalPort());
      Files.writeString(configuration(), text);
    }
  }

  private Path configuration() {
    return folder.resolve("slurm.conf");
  }

  /** What a program needs in its environment to find this Slurm and no other. */
  Map<String, String> environment() {
    return Map.of("SLURM_CONF", configuration().toString());
  }

  private void startMunge() throws Exception {
    process(
        List.of(
            "munged",
            "--foreground",
            "--force",
            "--key-file=" + folder.resolve("munge.key"),
            "--socket=" + folder.resolve("munge.socket"),
            "--pid-file=" + folder.resolve("munged.pid"),
            "--log-file=" + folder.resolve("munged.log"),
            "--seed-file=" + folder.resolve("munged.seed")));
    for (int i = 0; i < 100 && !Files.exists(folder.resolve("munge.socket")); i++) {
      Thread.sleep(50);
    }
  }

  /** Starts {@code slurmctld}, with the jobs that it had. */
  void startController() throws IOException {
    controller = process(List.of("slurmctld", "-D"));
  }

  /** Starts {@code slurmd}, which knows the jobs that run. */
  void startDaemon() throws Exception {
    daemon = process(List.of("slurmd", "-D", "-N", node));
    waitUntil("sinfo --noheader --format=%T", "idle|mixed|allocated");
  }

  /** Kills the controller (SIGKILL). */
  void killController() throws InterruptedException {
    controller.destroyForcibly().waitFor();
  }

  /** Kills the node's daemon (SIGKILL). */
  void killDaemon() throws InterruptedException {
    daemon.destroyForcibly().waitFor();
  }

  /** Kills the processes of all jobs (SIGKILL). */
  void killJobs() throws Exception {
    run("scancel --me --state=running --signal=KILL --full");
  }

  /** As if the node had failed, and come back. */
  void loseNode() throws Exception {
    String update = "scontrol update nodename=" + node;
    run(update + " state=down reason=test");
    try {
      run(update + " state=resume"); // a busy node is asked again only after a minute
    } catch (AssertionError e) {
      // mostly it is back by itself, see ReturnToService, and there is nothing to resume
    }
    waitUntil("sinfo --noheader --format=%T", "idle|mixed|allocated");
  }

  private Process process(List<String> command) throws IOException {
    List<String> whole = new ArrayList<>(command);
    whole.set(0, DebianPrograms.find(command.get(0)).orElseThrow().toString());
    ProcessBuilder builder = new ProcessBuilder(whole).directory(folder.toFile());
    builder.environment().putAll(environment());
    builder.redirectErrorStream(true);
    builder.redirectOutput(folder.resolve(command.get(0) + ".out").toFile());
    Process process = builder.start();
    started.push(process);
    return process;
  }

  /** What a command of Slurm's prints. */
  String run(String command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command.split(" "));
    builder.environment().putAll(environment());
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output.strip();
  }

  /** Ends a job and waits until none of its processes is left, which would write files. */
  void cancel(String number) throws Exception {
    run("scancel " + number);
    waitUntil("squeue --noheader --jobs=" + number, "|.*Invalid job id.*");
  }

  private void waitUntil(String command, String pattern) throws Exception {
    String last = "";
    for (int i = 0; i < 200; i++) {
      try {
        last = run(command);
      } catch (AssertionError e) {
        last = e.getMessage(); // not yet
      }
      if (last.matches(pattern)) {
        return;
      }
      Thread.sleep(100);
    }
    throw new IOException(command + " still says: " + last + "; see " + folder);
  }

  /** Ends all jobs, and then what was started here. */
  @Override
  public void close() throws Exception {
    try {
      run("scancel --me");
      waitUntil("squeue --me --noheader", "");
    } finally {
      stop();
    }
  }

  private void stop() throws InterruptedException {
    for (Process process : started) { // the last one first
      process.destroy();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    }
  }
}
