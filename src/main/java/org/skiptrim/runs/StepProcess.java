package org.skiptrim.runs;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.skiptrim.engine.ComputeDevice;
import org.skiptrim.storage.Words;

/**
 * The command of a process that does one step, with the Java, its options and the class path of
 * this one.
 *
 * @param mainClass the program whose command {@code step} runs a step
 */
public record StepProcess(String mainClass) {
  /** The file of a run directory that gets what its process prints. */
  public static final String OUTPUT = "output.txt";

  private static final String CRASH = "crash.log";

  /**
   * The program and its arguments.
   *
   * @param directory the step's run directory, or what a shell is to put in its place
   * @param threads how many it may use
   * @param device where networks are trained
   */
  public List<String> command(String directory, int threads, ComputeDevice device) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-XX:ErrorFile=" + directory + "/" + CRASH);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
    command.addAll(List.of("step", directory, "--threads", String.valueOf(threads)));
    command.addAll(List.of("--device", Words.of(device)));
    return command;
  }
}
