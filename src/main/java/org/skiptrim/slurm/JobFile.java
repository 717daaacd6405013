package org.skiptrim.slurm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.skiptrim.storage.Json;

/**
 * The job that was last submitted for a step: {@code job.json} in its run directory. It is written
 * before the job is submitted, without a number then, so that whoever comes after a death between
 * the two finds the job by its name. The number is for people: Slurm uses numbers again.
 *
 * @param name of the array job, random in part, so that no other one has it
 * @param index of the step in it
 * @param number of the array job; empty if that is not known
 * @param submitted when
 * @param attempt which one in a row without coming any further, from 1
 * @param mark how far the step had come: changes with each checkpoint
 */
record JobFile(String name, int index, String number, Instant submitted, int attempt, String mark) {
  private static final String FILE = "job.json";

  /** Of the step in that run directory. */
  static Optional<JobFile> read(Path directory) throws IOException {
    Path file = directory.resolve(FILE);
    return Files.exists(file) ? Optional.of(Json.read(file, JobFile.class)) : Optional.empty();
  }

  void write(Path directory) throws IOException {
    Json.write(directory.resolve(FILE), this);
  }

  /** As if no job had been submitted. */
  static void remove(Path directory) throws IOException {
    Files.deleteIfExists(directory.resolve(FILE));
  }

  JobFile numbered(String known) {
    return new JobFile(name, index, known, submitted, attempt, mark);
  }

  /** Whether it was submitted for sure. */
  boolean isNumbered() {
    return !number.isEmpty();
  }

  /** As Slurm's commands take it. */
  String id() {
    return number + "_" + index;
  }
}
